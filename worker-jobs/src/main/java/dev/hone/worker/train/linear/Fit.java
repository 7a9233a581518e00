package dev.hone.worker.train.linear;

import java.util.List;
import org.apache.spark.ml.Model;

/** The training of one estimator on one fold. */
interface Fit {

    /**
     * One model for each number of iterations, equal to that of an estimator whose {@code maxIter} it is, without params.
     *
     * @throws org.apache.spark.TaskKilledException if the task is cancelled
     */
    List<Model<?>> models(int[] iterations);
}
