package dev.hone.worker.trial;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one fold of a trial gave.
 *
 * @param fold the fold's number, from 0
 * @param metrics value by metric name, in the order in which the study lists its metrics, the objective first; NaN where a
 *     metric is undefined on the fold, as which infinite values count too
 * @param trainNanos time spent in training, nanoseconds
 * @param scoreNanos time spent in predicting the fold's test rows and computing metrics, nanoseconds
 */
public record FoldScore(int fold, Map<String, Double> metrics, long trainNanos, long scoreNanos)
        implements Serializable {

    public FoldScore {
        Map<String, Double> defined = new LinkedHashMap<>(metrics);
        defined.replaceAll((name, value) -> Double.isInfinite(value) ? Double.NaN : value);
        metrics = Collections.unmodifiableMap(defined);
    }

    /** The value of the metric of that name, NaN where undefined; throws if the fold was not scored by it. */
    public double metric(String name) {
        Double value = metrics.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "Metric '" + name + "' was not computed (computed: " + metrics.keySet() + ")");
        }
        return value;
    }
}
