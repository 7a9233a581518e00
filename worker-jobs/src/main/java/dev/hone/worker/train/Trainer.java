package dev.hone.worker.train;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.trial.Lane;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;

/** Trains estimators of some family inside the calling task. Stateless and safe for use by many tasks at once. */
public interface Trainer {

    /** The lane of its trials, unless it leaves one to another trainer. */
    default Lane lane() {
        return Lane.FAST;
    }

    /** Whether this trainer can train the estimator, params considered. */
    boolean accepts(Estimator<?> estimator);

    /**
     * Trains on the rows and returns the model that the estimator's own {@code fit} would, with the estimator's params
     * copied to it and without parent and summary. Neither the estimator nor the data is changed.
     *
     * @throws org.apache.spark.TaskKilledException if the task is cancelled
     * @throws RuntimeException whatever MLlib throws on params or data that it does not take
     */
    default Model<?> train(Estimator<?> estimator, RowView rows) {
        return trainAll(List.of(estimator), rows).get(0).model();
    }

    /**
     * Params by which estimators may differ that {@link #trainAll} serves by one training, since the smaller of two values
     * is passed on the way to the larger: {@code numTrees} of a forest, {@code maxIter} of boosting; or since most of the way
     * is the same: {@code minInstancesPerNode} of a tree. None by default.
     */
    default Set<String> pathParams(Estimator<?> estimator) {
        return Set.of();
    }

    /**
     * Trains estimators that are alike but for their path params. Model i equals, bit for bit, what {@link #train} makes of
     * estimator i alone.
     *
     * @return each model with what its training summary needs, and the lane that it really took
     */
    List<TrainedModel> trainAll(List<? extends Estimator<?>> estimators, RowView rows);

    /**
     * About how many bytes of what it makes of rows this trainer keeps for the trials that train on the same rows, so that a
     * plan can tell; none by default.
     *
     * @param data the whole table
     * @param rows how many rows it is made of, summed over the folds
     */
    default long sharedBytes(Estimator<?> estimator, TrainingData data, long rows) {
        return 0;
    }
}
