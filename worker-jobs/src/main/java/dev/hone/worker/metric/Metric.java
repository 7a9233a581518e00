package dev.hone.worker.metric;

import java.util.Optional;

/**
 * A number that tells how good a model's predictions are, equal to what Spark's evaluator of the family gives on data
 * of one partition.
 *
 * <p>The constants of each family are spelled as Spark's {@code metricName}, so {@link #name()} is that name.
 */
public sealed interface Metric permits BinaryClassification, MulticlassClassification, Regression, Clustering {

    /** The name that Spark's evaluator takes as {@code metricName}. */
    String name();

    /** The kind of model that the metric judges. */
    MetricFamily family();

    /** Whether the best model is that of the largest value, as {@code isLargerBetter} of Spark's evaluator. */
    boolean largerIsBetter();

    /**
     * The metric's value.
     *
     * @return the value; NaN or infinite wherever Spark's evaluator gives that
     * @throws IllegalArgumentException if the predictions do not allow this metric (Spark's evaluator throws as well)
     * @throws IllegalStateException if the metric needs labels and the data has none
     */
    double value(Evaluation evaluation);

    /**
     * Why the metric says nothing about these rows, though Spark's evaluator may give a number or throw; in words that go on
     * after a colon. Empty if it is defined as far as the rows tell.
     */
    Optional<String> undefined(Evaluation evaluation);
}
