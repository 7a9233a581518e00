package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.LogisticRegression;

/** Trains {@link LogisticRegression}: of two classes and more, penalized, bounded, weighted, from an initial model. */
public final class LogisticRegressionTrainer extends LinearTrainer<LogisticRegression> {

    public LogisticRegressionTrainer() {
        super(LogisticRegression.class);
    }

    @Override
    boolean acceptsParams(LogisticRegression estimator) {
        Bounds bounds = Bounds.of(estimator);
        boolean oneThreshold = !estimator.isSet(estimator.threshold()) || !estimator.isSet(estimator.thresholds());
        return oneThreshold
                && (!bounds.areSet() || estimator.getElasticNetParam() == 0)
                && (!bounds.areOnIntercepts() || estimator.getFitIntercept());
    }

    @Override
    boolean isIterative(LogisticRegression estimator) {
        return true;
    }

    @Override
    public long sharedBytes(Estimator<?> estimator, TrainingData data, long rows) {
        long blocks = super.sharedBytes(estimator, data, rows);
        boolean multinomial =
                LogisticFit.isMultinomial(((LogisticRegression) estimator).getFamily(), data.numClasses());
        return multinomial ? blocks + BlockTiles.bytes(data.features(), rows) : blocks;
    }

    @Override
    Optional<Fit> fit(LogisticRegression estimator, RowView rows, FeatureSummary statistics) {
        ClassWeights classes = statistics.classes();
        if (!classes.areAll() || (estimator.getFitIntercept() && classes.isOne())) {
            return Optional.empty();
        }
        int announced = rows.data().numClasses();
        LogisticFit fit =
                new LogisticFit(estimator, rows, statistics, announced > 0 ? announced : classes.weights().length);
        return fit.suits() ? Optional.of(fit) : Optional.empty();
    }
}
