package dev.hone.worker.metric;

/** The kind of model that a metric judges, named after Spark's evaluators. */
public enum MetricFamily {
    /** Two classes: {@code BinaryClassificationEvaluator}. */
    BINARY,
    /** Any number of classes, two included: {@code MulticlassClassificationEvaluator}. */
    MULTICLASS,
    /** Quantities: {@code RegressionEvaluator}. */
    REGRESSION,
    /** Groups without labels: {@code ClusteringEvaluator}. */
    CLUSTERING
}
