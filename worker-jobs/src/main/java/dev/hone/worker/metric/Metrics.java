package dev.hone.worker.metric;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All metrics by name. */
public final class Metrics {
    private static final Map<String, Metric> BY_NAME = byName();

    private Metrics() {}

    /** The names of all metrics, family after family. */
    public static List<String> names() {
        return List.copyOf(BY_NAME.keySet());
    }

    /** The names of a family's metrics. */
    public static List<String> names(MetricFamily family) {
        return BY_NAME.values().stream()
                .filter(metric -> metric.family() == family)
                .map(Metric::name)
                .toList();
    }

    /**
     * The metric of that name.
     *
     * @param name a name as Spark spells it
     * @throws IllegalArgumentException if there is none; the message lists the names
     */
    public static Metric named(String name) {
        Metric metric = BY_NAME.get(name);
        if (metric == null) {
            throw new IllegalArgumentException(
                    "Metric '" + name + "' is not known (known: " + String.join(", ", BY_NAME.keySet()) + ")");
        }
        return metric;
    }

    private static Map<String, Metric> byName() {
        List<Metric> all = new ArrayList<>();
        all.addAll(List.of(BinaryClassification.values()));
        all.addAll(List.of(MulticlassClassification.values()));
        all.addAll(List.of(Regression.values()));
        all.addAll(List.of(Clustering.values()));
        Map<String, Metric> byName = new LinkedHashMap<>();
        all.forEach(metric -> byName.put(metric.name(), metric));
        return byName;
    }
}
