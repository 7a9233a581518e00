package dev.hone.worker.trial;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What one trial trains.
 *
 * @param number the trial's number in its study, from 0
 * @param learner class name of the estimator, simple for those of Spark ML, or fully qualified
 * @param params values by param name, in the order of the search space; a param that is absent keeps its default
 * @param seed the trial's own seed, derived from the study's seed and {@code number}; given to the estimator unless
 *     {@code params} sets its {@code seed}
 */
public record TrialConfig(long number, String learner, Map<String, ParameterValue> params, long seed)
        implements Serializable {

    public TrialConfig {
        if (number < 0) {
            throw new IllegalArgumentException("Trial number must not be negative (number: " + number + ")");
        }
        params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
    }

    /** The params without some of them. */
    public Map<String, ParameterValue> withoutParams(Set<String> names) {
        Map<String, ParameterValue> others = new LinkedHashMap<>(params);
        others.keySet().removeAll(names);
        return others;
    }
}
