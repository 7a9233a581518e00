package dev.hone.tuning;

import dev.hone.worker.data.NearMiss;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Flag;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A trial of an objective: a number, a seed, and one value for each param whose condition holds. Immutable, safe for use by many
 * threads.
 */
public final class Trial implements Serializable {
    private static final long serialVersionUID = 1L;

    private final TrialConfig config;

    Trial(TrialConfig config) {
        this.config = config;
    }

    TrialConfig config() {
        return config;
    }

    /** The trial's number in its study, from 0. */
    public long number() {
        return config.number();
    }

    /** A seed of the trial's own, derived from the study's seed and the number, for whatever is random in the objective. */
    public long seed() {
        return config.seed();
    }

    /** Whether a param is set: it is in the space, and its condition holds. */
    public boolean has(String name) {
        return config.params().containsKey(name);
    }

    /**
     * The value of a param that is a number, whole or not.
     *
     * @throws IllegalArgumentException if the param is not set or no number
     */
    public double getDouble(String name) {
        ParameterValue value = value(name);
        if (value instanceof Whole whole) {
            return whole.value();
        }
        if (value instanceof Real real) {
            return real.value();
        }
        throw mismatch(name, "a number", value);
    }

    /**
     * The value of a param that is a whole number.
     *
     * @throws IllegalArgumentException if the param is not set, no whole number, or beyond 64 bits
     */
    public long getLong(String name) {
        ParameterValue value = value(name);
        if (value instanceof Whole whole) {
            return whole.value();
        }
        throw mismatch(name, "a whole number", value);
    }

    /**
     * The value of a param that is a whole number.
     *
     * @throws IllegalArgumentException if the param is not set, no whole number, or beyond 32 bits
     */
    public int getInt(String name) {
        long value = getLong(name);
        if (value != (int) value) {
            throw mismatch(name, "a whole number of 32 bits", new Whole(value));
        }
        return (int) value;
    }

    /**
     * The value of a param that is true or false.
     *
     * @throws IllegalArgumentException if the param is not set or anything else
     */
    public boolean getBoolean(String name) {
        ParameterValue value = value(name);
        if (value instanceof Flag flag) {
            return flag.value();
        }
        throw mismatch(name, "true or false", value);
    }

    /**
     * The value of a param that is a text.
     *
     * @throws IllegalArgumentException if the param is not set or no text
     */
    public String getString(String name) {
        ParameterValue value = value(name);
        if (value instanceof Text text) {
            return text.value();
        }
        throw mismatch(name, "a text", value);
    }

    /** All params that are set, in the order of the space: a {@code Double}, {@code Long}, {@code Boolean} or {@code String} each. */
    public Map<String, Object> params() {
        Map<String, Object> params = new LinkedHashMap<>();
        config.params().forEach((name, value) -> params.put(name, plain(value)));
        return Collections.unmodifiableMap(params);
    }

    private static Object plain(ParameterValue value) {
        if (value instanceof Whole whole) {
            return whole.value();
        }
        if (value instanceof Real real) {
            return real.value();
        }
        return value instanceof Flag flag ? flag.value() : value.toString();
    }

    private ParameterValue value(String name) {
        ParameterValue value = config.params().get(name);
        if (value == null) {
            throw new IllegalArgumentException("Trial " + number() + ": param '" + name + "' is not set (set: "
                    + String.join(", ", config.params().keySet()) + ")"
                    + NearMiss.hint(name, config.params().keySet()));
        }
        return value;
    }

    private IllegalArgumentException mismatch(String name, String kind, ParameterValue value) {
        return new IllegalArgumentException(
                "Trial " + number() + ": param '" + name + "' is not " + kind + " (value: " + value + ")");
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Trial trial && trial.config.equals(config);
    }

    @Override
    public int hashCode() {
        return config.hashCode();
    }

    /** As {@code trial 3 (servers: 4, policy: fifo)}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        config.params()
                .forEach((name, value) -> text.append(text.isEmpty() ? "" : ", ")
                        .append(name)
                        .append(": ")
                        .append(value));
        return "trial " + number() + " (" + text + ")";
    }
}
