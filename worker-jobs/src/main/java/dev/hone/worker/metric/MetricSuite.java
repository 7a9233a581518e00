package dev.hone.worker.metric;

import dev.hone.worker.data.RowView;
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

    /** The same metrics of another label. */
    public MetricSuite withMetricLabel(double label) {
        return new MetricSuite(names.clone(), options.withMetricLabel(label));
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

    /**
     * As {@link #evaluate}, but NaN for a metric that is undefined on the rows: that says nothing about them, that their
     * predictions do not allow, or that comes out infinite. The first metric, which decides, must be defined.
     *
     * @throws UndefinedMetricException if the first metric is undefined; tells why
     * @throws IllegalArgumentException if the predictions do not allow the first metric
     * @throws IllegalStateException if a metric needs labels and the data has none
     */
    public Map<String, Double> evaluateDefined(Predictions predictions) {
        Evaluation evaluation = new Evaluation(predictions, options);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(names[0], objective(evaluation));
        for (int index = 1; index < names.length; index++) {
            values.put(names[index], valueOrNaN(Metrics.named(names[index]), evaluation));
        }
        return values;
    }

    /**
     * As {@link #evaluate}, whatever that gives, also on rows of which a metric says nothing. The first metric, which decides, must
     * not be NaN, which ranks no model; another one is NaN also where the predictions do not allow it.
     *
     * @throws UndefinedMetricException if the first metric is NaN; tells why
     * @throws IllegalArgumentException if the predictions do not allow the first metric
     * @throws IllegalStateException if a metric needs labels and the data has none
     */
    public Map<String, Double> evaluateNumbers(Predictions predictions) {
        Evaluation evaluation = new Evaluation(predictions, options);
        Map<String, Double> values = new LinkedHashMap<>();
        values.put(names[0], number(evaluation));
        for (int index = 1; index < names.length; index++) {
            values.put(names[index], allowedOrNaN(Metrics.named(names[index]), evaluation));
        }
        return values;
    }

    private double number(Evaluation evaluation) {
        Metric metric = Metrics.named(names[0]);
        double value = metric.value(evaluation);
        if (Double.isNaN(value)) {
            throw new UndefinedMetricException(
                    metric.name(), metric.undefined(evaluation).orElse("it comes out as NaN"));
        }
        return value;
    }

    /**
     * Why metrics say nothing about rows, whatever is predicted for them, by metric name; without those that do, as far as the
     * rows tell.
     */
    public Map<String, String> undefined(RowView rows) {
        Evaluation evaluation = new Evaluation(Predictions.of(rows, new double[rows.size()]), options);
        Map<String, String> reasons = new LinkedHashMap<>();
        metrics()
                .forEach(
                        metric -> metric.undefined(evaluation).ifPresent(reason -> reasons.put(metric.name(), reason)));
        return reasons;
    }

    private double objective(Evaluation evaluation) {
        Metric metric = Metrics.named(names[0]);
        metric.undefined(evaluation).ifPresent(reason -> {
            throw new UndefinedMetricException(metric.name(), reason);
        });
        double value = metric.value(evaluation);
        if (!Double.isFinite(value)) {
            throw new UndefinedMetricException(metric.name(), "it comes out as " + value);
        }
        return value;
    }

    private static double valueOrNaN(Metric metric, Evaluation evaluation) {
        return metric.undefined(evaluation).isPresent() ? Double.NaN : allowedOrNaN(metric, evaluation);
    }

    private static double allowedOrNaN(Metric metric, Evaluation evaluation) {
        try {
            return metric.value(evaluation);
        } catch (IllegalArgumentException e) {
            return Double.NaN;
        }
    }

    @Override
    public String toString() {
        return String.join(", ", names) + " with " + options;
    }
}
