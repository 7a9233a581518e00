package dev.hone.worker.optimize;

/**
 * The penalized objective after a step of some length.
 *
 * @param slope its derivative by the length of the step
 */
record Trial(double step, double value, double slope) {}
