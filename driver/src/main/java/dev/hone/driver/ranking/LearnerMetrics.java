package dev.hone.driver.ranking;

import dev.hone.worker.data.FamiliarNames;
import dev.hone.worker.evaluate.TopicModelMetric;
import dev.hone.worker.metric.MetricFamily;
import dev.hone.worker.metric.Metrics;
import dev.hone.worker.train.LearnerKind;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The metrics that learners of a kind are scored by, under the names that study files and Spark's evaluators have for them. */
public final class LearnerMetrics {
    private LearnerMetrics() {}

    /** The names of a kind's metrics, the usual ones first. */
    public static List<String> names(LearnerKind kind) {
        return switch (kind) {
            case CLASSIFIER ->
                Stream.of(MetricFamily.MULTICLASS, MetricFamily.BINARY)
                        .flatMap(family -> Metrics.names(family).stream())
                        .toList();
            case REGRESSOR -> Metrics.names(MetricFamily.REGRESSION);
            case CLUSTERER -> Metrics.names(MetricFamily.CLUSTERING);
            case TOPIC_MODEL -> TopicModelMetric.names();
        };
    }

    /** Tells that a name is not among {@link #names}: the rule, what is allowed, and the name that may have been meant. */
    public static String unknown(String metric, LearnerKind kind) {
        List<String> fitting = names(kind);
        String learners = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ') + "s";
        boolean elsewhere =
                Metrics.names().contains(metric) || TopicModelMetric.names().contains(metric);
        return "'" + metric + "' is " + (elsewhere ? "no metric of " : "not known among the metrics of ") + learners
                + " (allowed: " + String.join(", ", fitting) + ")" + FamiliarNames.metric(metric, fitting);
    }
}
