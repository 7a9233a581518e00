package dev.hone.worker.train.linear;

import dev.hone.worker.train.TrainedModel;
import java.util.List;

/** The training of one estimator on one fold. */
interface Fit {

    /**
     * One model for each number of iterations, equal to that of an estimator whose {@code maxIter} it is, without params.
     *
     * @throws org.apache.spark.TaskKilledException if the task is cancelled
     */
    List<TrainedModel> models(int[] iterations);
}
