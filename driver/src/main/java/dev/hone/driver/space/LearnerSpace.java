package dev.hone.driver.space;

import dev.hone.worker.data.NearMiss;
import dev.hone.worker.trial.ParameterValue;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * A learner and the dimensions of its params.
 *
 * @param learner class name, as {@link dev.hone.worker.trial.TrialConfig#learner()}
 * @param dimensions in an order in which each follows those that its condition looks at; otherwise as given
 */
public record LearnerSpace(String learner, List<Dimension> dimensions) implements Serializable {
    /** A condition looks at no range with more numbers, since a grid distinguishes each. */
    private static final long MOST_VALUES = 1000;

    /**
     * @throws dev.hone.worker.data.InvalidInputException if a param has two dimensions, or a condition looks at a param
     *     without one, at values it cannot have, or in a circle
     */
    public LearnerSpace {
        Map<String, Dimension> byName = new LinkedHashMap<>();
        for (Dimension dimension : dimensions) {
            if (byName.put(dimension.name(), dimension) != null) {
                throw Dimension.invalid(dimension.name(), "must be given once");
            }
        }
        dimensions.forEach(dimension -> checkCondition(dimension, byName));
        dimensions = ordered(dimensions);
    }

    /** The params of a trial whose dimensions choose by {@code value}; those whose condition fails are left out. */
    public Map<String, ParameterValue> params(Function<Dimension, ParameterValue> value) {
        Map<String, ParameterValue> params = new LinkedHashMap<>();
        for (Dimension dimension : dimensions) {
            if (dimension.condition().holds(params)) {
                params.put(dimension.name(), value.apply(dimension));
            }
        }
        return params;
    }

    private static void checkCondition(Dimension dimension, Map<String, Dimension> byName) {
        dimension.condition().allowed().forEach((param, values) -> {
            Dimension other = byName.get(param);
            if (other == null) {
                throw Dimension.invalid(
                        dimension.name(),
                        "'when' must name params of the space (named: " + param + ")"
                                + NearMiss.hint(param, byName.keySet()));
            }
            if (values.isEmpty()) {
                throw Dimension.invalid(dimension.name(), "'when' must list a value of '" + param + "' (values: [])");
            }
            List<ParameterValue> possible = valuesOf(dimension, other);
            for (ParameterValue value : values) {
                if (!Condition.contains(possible, value)) {
                    throw Dimension.invalid(
                            dimension.name(),
                            "'when' must name values that '" + param + "' can have: " + other.text() + " (named: "
                                    + value + ")");
                }
            }
        });
    }

    private static List<ParameterValue> valuesOf(Dimension dimension, Dimension other) {
        long size = other.size().orElse(Long.MAX_VALUE);
        if (size > MOST_VALUES) {
            throw Dimension.invalid(
                    dimension.name(),
                    "'when' must look at a choice or at a range of at most " + MOST_VALUES + " whole numbers ('"
                            + other.name() + "': " + other.text() + ")");
        }
        ParameterValue[] values = new ParameterValue[(int) size];
        Arrays.setAll(values, index -> other.at((long) index));
        return List.of(values);
    }

    private static List<Dimension> ordered(List<Dimension> dimensions) {
        List<Dimension> waiting = new ArrayList<>(dimensions);
        List<Dimension> ordered = new ArrayList<>();
        Set<String> known = new HashSet<>();
        while (!waiting.isEmpty()) {
            Dimension next = waiting.stream()
                    .filter(dimension -> known.containsAll(dimension.condition().params()))
                    .findFirst()
                    .orElseThrow(() ->
                            Dimension.invalid(waiting.get(0).name(), "'when' must not lead back to the param itself"));
            waiting.remove(next);
            ordered.add(next);
            known.add(next.name());
        }
        return List.copyOf(ordered);
    }
}
