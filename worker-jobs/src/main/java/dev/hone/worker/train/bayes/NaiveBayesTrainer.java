package dev.hone.worker.train.bayes;

import dev.hone.worker.data.RowView;
import dev.hone.worker.train.Coverage;
import dev.hone.worker.train.ModelParams;
import dev.hone.worker.train.OutputColumns;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.inline.InlineTrainer;
import dev.hone.worker.trial.Cancellation;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.NaiveBayes;
import org.apache.spark.ml.classification.NaiveBayesModel;

/** Trains {@link NaiveBayes} of all four kinds, but not its subclasses. */
public final class NaiveBayesTrainer implements Trainer {
    private static final InlineTrainer INLINE = new InlineTrainer();

    @Override
    public boolean accepts(Estimator<?> estimator) {
        return estimator.getClass() == NaiveBayes.class;
    }

    @Override
    public List<TrainedModel> trainAll(List<? extends Estimator<?>> estimators, RowView rows) {
        List<TrainedModel> trained = new ArrayList<>(estimators.size());
        estimators.forEach(estimator -> trained.addAll(trained((NaiveBayes) estimator, rows)));
        return trained;
    }

    private static List<TrainedModel> trained(NaiveBayes bayes, RowView rows) {
        Cancellation.check();
        return sums(bayes, rows)
                .map(sums -> List.of(TrainedModel.fast(ModelParams.copy(bayes, model(bayes, sums), rows.data()))))
                .orElse(reason -> INLINE.trainAll(List.of(bayes), rows, reason));
    }

    /** The sums of the rows; left where these or the params are not what MLlib takes. */
    private static Coverage<ClassSums> sums(NaiveBayes estimator, RowView rows) {
        return Coverage.of(estimator)
                .filter(bayes -> OutputColumns.of(bayes).areFreeIn(rows.data()), OutputColumns.NOT_FREE)
                .map(bayes -> ClassSums.of(rows))
                .filter(ClassSums::areUsable, "a class has no weight, or weights or labels are not usable")
                .filter(
                        sums -> sums.range().suits(estimator.getModelType()),
                        "features do not suit modelType " + estimator.getModelType())
                .filter(sums -> thresholdsSuit(estimator, sums), "fewer thresholds than classes");
    }

    /** MLlib takes no label beyond the thresholds. */
    private static boolean thresholdsSuit(NaiveBayes estimator, ClassSums sums) {
        return !estimator.isSet(estimator.thresholds())
                || sums.label(sums.numClasses() - 1) < estimator.getThresholds().length;
    }

    private static NaiveBayesModel model(NaiveBayes estimator, ClassSums sums) {
        return estimator.getModelType().equals("gaussian")
                ? new NormalModel(sums).named(estimator.uid())
                : new CountModel(sums, estimator.getModelType(), estimator.getSmoothing()).named(estimator.uid());
    }
}
