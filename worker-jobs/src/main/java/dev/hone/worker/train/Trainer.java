package dev.hone.worker.train;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.trial.Lane;
import java.util.List;
import java.util.Optional;
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
     * Which params of an estimator, whose class this trainer takes, it leaves to a slower lane, as {@code k 5000, above 999};
     * empty if it takes them or not the class. Default: none.
     */
    default Optional<String> uncoveredParams(Estimator<?> estimator) {
        return Optional.empty();
    }

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
     * Params in which estimators may differ and still share one training by {@link #trainAll}. Either a smaller value is an
     * intermediate state of a larger one, as {@code numTrees} of a forest and {@code maxIter} of boosting are, or most of the
     * work is the same, as for {@code minInstancesPerNode} of a tree. Default: none.
     */
    default Set<String> sharedTrainingParams(Estimator<?> estimator) {
        return Set.of();
    }

    /**
     * Params in which estimators may differ and still be trained together by {@link #trainAll}: those of {@link
     * #sharedTrainingParams}, and others if passes over the rows serve several trainings. {@code seed} is among them if nothing
     * is drawn, so that trials of different seeds go together. Default: the former.
     */
    default Set<String> sharedPassParams(Estimator<?> estimator) {
        return sharedTrainingParams(estimator);
    }

    /**
     * Trains estimators that differ in their {@link #sharedPassParams} only. Model i equals, bit for bit, the one that
     * {@link #train} returns for estimator i alone.
     *
     * @return each model with what its training summary needs, and the lane that it really took
     */
    List<TrainedModel> trainAll(List<? extends Estimator<?>> estimators, RowView rows);

    /**
     * Estimates the bytes that this trainer adds to the caches of the folds, for the memory estimate of a plan. Default: 0.
     *
     * @param data the whole table
     * @param rows number of training rows, summed over the folds
     */
    default long sharedBytes(Estimator<?> estimator, TrainingData data, long rows) {
        return 0;
    }

    /**
     * Estimates the bytes that one training holds beside the table while it runs, for the memory estimate of a plan. Default: those
     * of {@link #sharedBytes}.
     *
     * @param data a table with the features of the whole one
     * @param rows number of training rows
     */
    default long workingBytes(Estimator<?> estimator, TrainingData data, long rows) {
        return sharedBytes(estimator, data, rows);
    }
}
