/**
 * A drop-in for Spark's {@code CrossValidator}: an estimator that tunes any other, whole pipelines included.
 *
 * <p>Transformers that all trials begin with are applied to all rows, before these are split. Each fold's frames then pass
 * through the other stages before the last estimator, which are fitted on the fold's training rows, once for all trials that
 * have the same params there. The last estimator is trained in one of two lanes. The executor lane: the prepared rows are
 * read into memory, broadcast where there are executors, and each trial is trained and scored inside a task. The cluster
 * lane: Spark's own {@code fit}, {@code transform} and {@code evaluate}, from a bounded number of driver threads.
 *
 * <p>Beside it {@link dev.hone.tuning.ObjectiveTuner} optimizes functions that are no learners, a task per trial, and {@link
 * dev.hone.tuning.AskTell} is for trials that somebody else runs.
 */
@NullMarked
package dev.hone.tuning;

import org.jspecify.annotations.NullMarked;
