package dev.hone.worker.train;

import dev.hone.worker.data.RowView;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;

/** Trains estimators of some family inside the calling task. Stateless and safe for use by many tasks at once. */
public interface Trainer {

    /** Whether this trainer can train the estimator, params considered. */
    boolean accepts(Estimator<?> estimator);

    /**
     * Trains on the rows and returns the model that the estimator's own {@code fit} would, with the estimator's params
     * copied to it and without parent and summary. Neither the estimator nor the data is changed.
     *
     * @throws org.apache.spark.TaskKilledException if the task is cancelled
     * @throws RuntimeException whatever MLlib throws on params or data that it does not take
     */
    Model<?> train(Estimator<?> estimator, RowView rows);
}
