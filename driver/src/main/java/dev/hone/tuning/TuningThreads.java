package dev.hone.tuning;

/**
 * How many threads of the driver a search takes.
 *
 * @param folds folds at a time
 * @param fits fits of the cluster lane at a time
 */
record TuningThreads(int folds, int fits) {}
