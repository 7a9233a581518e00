package dev.hone.worker.metric;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The metrics that a study asks for. Immutable; travels to executors.
 *
 * <p>Only names are kept, so that the suite's bytes depend on no order of constants.
 */
public final class MetricSuite implements Serializable {
    private static final long serialVersionUID = 1L;

    private final String[] names;
    private final MetricOptions options;

    private MetricSuite(String[] names, MetricOptions options) {
        this.names = names;
        this.options = options;
    }

    /**
     * A suite.
     *
     * @param names metrics under Spark's names, at least one, none twice; of any families
     * @param options params of Spark's evaluators
     * @throws IllegalArgumentException if there is no name, a name is not known or listed twice
     */
    public static MetricSuite of(List<String> names, MetricOptions options) {
        if (names.isEmpty()) {
            throw new IllegalArgumentException("At least one metric must be named (was: none)");
        }
        for (int index = 0; index < names.size(); index++) {
            String name = Metrics.named(names.get(index)).name();
            if (names.indexOf(name) < index) {
                throw new IllegalArgumentException(
                        "Metric '" + name + "' must be listed once (listed: " + String.join(", ", names) + ")");
            }
        }
        return new MetricSuite(names.toArray(String[]::new), options);
    }

    /** The metrics in the order in which they were named. */
    public List<Metric> metrics() {
        return List.of(names).stream().map(Metrics::named).toList();
    }

    public List<String> names() {
        return List.of(names);
    }

    public MetricOptions options() {
        return options;
    }

    /**
     * Value by metric name, in the order in which the metrics were named; rows count by {@code RowView.weight}.
     *
     * @return values, NaN and infinite ones included
     * @throws IllegalArgumentException if the predictions do not allow one of the metrics
     * @throws IllegalStateException if a metric needs labels and the data has none
     */
    public Map<String, Double> evaluate(Predictions predictions) {
        Evaluation evaluation = new Evaluation(predictions, options);
        Map<String, Double> values = new LinkedHashMap<>();
        for (String name : names) {
            values.put(name, Metrics.named(name).value(evaluation));
        }
        return values;
    }

    @Override
    public String toString() {
        return String.join(", ", names) + " with " + options;
    }
}
