package dev.hone.ml;

import dev.hone.worker.data.RowView;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.Params;

/** An estimator that learns from rows in memory. {@code fit} does so too, with the rows that it has collected. */
public interface RowLearner extends Params {

    /**
     * Checks what the validators of single params cannot; {@code fit} and {@link #learn} do it by themselves.
     *
     * @throws IllegalArgumentException if params do not go together
     */
    default void requireConsistentParams() {}

    /**
     * Learns in the calling thread, without Spark. The model has the estimator's uid; its params are not set yet.
     *
     * @param rows with labels; only read. Weights count where the estimator has a set {@code weightCol}
     * @throws IllegalArgumentException if params and rows do not go together, or rows hold what cannot be learned from
     * @throws org.apache.spark.TaskKilledException if the task is cancelled
     */
    Model<?> learn(RowView rows);
}
