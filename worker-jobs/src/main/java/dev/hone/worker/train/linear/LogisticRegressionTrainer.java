package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.Coverage;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.LogisticRegression;

/** Trains {@link LogisticRegression}: of two classes and more, penalized, bounded, weighted, from an initial model. */
public final class LogisticRegressionTrainer extends LinearTrainer<LogisticRegression> {

    public LogisticRegressionTrainer() {
        super(LogisticRegression.class);
    }

    @Override
    Optional<String> uncovered(LogisticRegression estimator) {
        if (estimator.isSet(estimator.threshold()) && estimator.isSet(estimator.thresholds())) {
            return Optional.of("threshold together with thresholds");
        }
        Bounds bounds = Bounds.of(estimator);
        if (bounds.areSet() && estimator.getElasticNetParam() != 0) {
            return Optional.of("bounds with elasticNetParam above 0");
        }
        return bounds.areOnIntercepts() && !estimator.getFitIntercept()
                ? Optional.of("bounds on intercepts without fitIntercept")
                : Optional.empty();
    }

    @Override
    boolean isIterative(LogisticRegression estimator) {
        return true;
    }

    @Override
    boolean sharesPasses(LogisticRegression estimator) {
        return !Bounds.of(estimator).areSet();
    }

    @Override
    public long sharedBytes(Estimator<?> estimator, TrainingData data, long rows) {
        long blocks = super.sharedBytes(estimator, data, rows);
        boolean multinomial =
                LogisticFit.isMultinomial(((LogisticRegression) estimator).getFamily(), data.numClasses());
        return multinomial ? blocks + BlockTiles.bytes(data.features(), rows) : blocks;
    }

    @Override
    Coverage<Fit> fit(LogisticRegression estimator, RowView rows, FeatureSummary statistics) {
        ClassWeights classes = statistics.classes();
        if (!classes.areAll()) {
            return Coverage.left("labels are not all classes");
        }
        if (estimator.getFitIntercept() && classes.isOne()) {
            return Coverage.left("all labels are equal");
        }
        int announced = rows.data().numClasses();
        LogisticFit fit =
                new LogisticFit(estimator, rows, statistics, announced > 0 ? announced : classes.weights().length);
        return fit.suits()
                ? Coverage.of(fit)
                : Coverage.left("family, thresholds or bounds do not suit the number of classes or features");
    }
}
