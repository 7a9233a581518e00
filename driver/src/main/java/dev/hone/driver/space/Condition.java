package dev.hone.driver.space;

import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Whole;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * On which trials a param is set: those that give each of the named params one of its listed values.
 *
 * @param allowed values by param name; empty if the param is set always
 */
public record Condition(Map<String, List<ParameterValue>> allowed) implements Serializable {
    private static final Condition ALWAYS = new Condition(Map.of());

    public Condition {
        Map<String, List<ParameterValue>> copy = new LinkedHashMap<>();
        allowed.forEach((param, values) -> copy.put(param, List.copyOf(values)));
        allowed = Collections.unmodifiableMap(copy);
    }

    /** Holds on every trial. */
    public static Condition always() {
        return ALWAYS;
    }

    /** The params that it looks at. */
    public Set<String> params() {
        return allowed.keySet();
    }

    /** Whether it holds on a trial with these values; a param without a value makes it fail. */
    public boolean holds(Map<String, ParameterValue> values) {
        return allowed.entrySet().stream().allMatch(entry -> contains(entry.getValue(), values.get(entry.getKey())));
    }

    /** Whether a list has a value; 1 and 1.0 are the same. */
    static boolean contains(List<ParameterValue> values, @Nullable ParameterValue wanted) {
        return wanted != null && values.stream().anyMatch(value -> same(value, wanted));
    }

    private static boolean same(ParameterValue value, ParameterValue other) {
        return (isNumber(value) && isNumber(other)) ? number(value) == number(other) : value.equals(other);
    }

    private static boolean isNumber(ParameterValue value) {
        return value instanceof Whole || value instanceof Real;
    }

    private static double number(ParameterValue value) {
        return value instanceof Whole whole ? whole.value() : ((Real) value).value();
    }
}
