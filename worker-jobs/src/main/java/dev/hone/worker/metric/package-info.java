/**
 * The metrics of Spark's evaluators, computed on arrays inside a task.
 *
 * <p>{@link dev.hone.worker.metric.MetricSuite} evaluates the metrics that a study names in one go. Each family is an
 * enum of its metrics and one class with what they share: a curve of scores, counts by class, sums of squares, clusters.
 */
@NullMarked
package dev.hone.worker.metric;

import org.jspecify.annotations.NullMarked;
