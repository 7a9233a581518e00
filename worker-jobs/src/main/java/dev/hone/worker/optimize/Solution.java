package dev.hone.worker.optimize;

/**
 * Where a minimization ended.
 *
 * @param point an array of its own
 * @param objectives value of the objective at the start and after each iteration, penalty included; once more after each step
 *     that failed, as MLlib's {@code objectiveHistory} has it
 */
public record Solution(double[] point, double[] objectives) {}
