package dev.hone.worker.metric;

/** Against what {@code r2} compares a model: Spark's {@code throughOrigin}. */
public enum RegressionLine {
    /** Against the mean of the labels ({@code throughOrigin} is false). */
    WITH_INTERCEPT,
    /** Against zero, for models without intercept ({@code throughOrigin} is true). */
    THROUGH_ORIGIN
}
