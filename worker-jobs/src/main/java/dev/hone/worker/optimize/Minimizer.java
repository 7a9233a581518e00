package dev.hone.worker.optimize;

import java.util.List;

/** Finds where an objective is least, step by step. */
public interface Minimizer {

    /**
     * The solution after each number of iterations, or where the minimizer ended before: each is what it would end with if it
     * might take no more.
     *
     * @param start becomes the minimizer's own
     * @throws org.apache.spark.TaskKilledException if the task is cancelled
     */
    List<Solution> solutions(DifferentiableFunction objective, double[] start, int[] iterations);
}
