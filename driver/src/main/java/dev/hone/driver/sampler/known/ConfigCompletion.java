package dev.hone.driver.sampler.known;

import dev.hone.driver.sampler.encoding.StartingValues;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.worker.data.NearMiss;
import dev.hone.worker.trial.ParameterValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Completes configs of a learner's space: a param without a value takes the one that a search which knows nothing begins with
 * ({@link StartingValues}).
 */
public final class ConfigCompletion {
    private final LearnerSpace space;
    private final StartingValues starting;

    /** Completes configs of that space. */
    public ConfigCompletion(LearnerSpace space) {
        this.space = space;
        starting = StartingValues.of(space.learner());
    }

    /**
     * The whole config, in the order of the space, with the space's own form of each value.
     *
     * @param given values by param name, free of {@link #mistakes}
     */
    public Map<String, ParameterValue> complete(Map<String, ParameterValue> given) {
        return space.params(dimension -> value(dimension, given));
    }

    private ParameterValue value(Dimension dimension, Map<String, ParameterValue> given) {
        ParameterValue value = given.get(dimension.name());
        return value == null
                ? starting.of(dimension)
                : StartingValues.own(dimension, value).orElseGet(() -> starting.of(dimension));
    }

    /** What is wrong with the values of a config, by param, each as the end of a sentence; empty if all are of the space. */
    public Map<String, String> mistakes(Map<String, ParameterValue> given) {
        Map<String, ParameterValue> complete = complete(given);
        Map<String, String> mistakes = new LinkedHashMap<>();
        given.forEach((param, value) -> {
            List<Dimension> named = space.dimensions().stream()
                    .filter(dimension -> dimension.name().equals(param))
                    .toList();
            if (named.isEmpty()) {
                mistakes.put(param, unknown(param));
            } else if (StartingValues.own(named.get(0), value).isEmpty()) {
                mistakes.put(param, "must be of the space: " + named.get(0).text() + " (value: " + value.shown() + ")");
            } else if (!complete.containsKey(param)) {
                mistakes.put(param, inactive(named.get(0), complete));
            }
        });
        return mistakes;
    }

    private String unknown(String param) {
        List<String> known = space.dimensions().stream().map(Dimension::name).toList();
        return "must be a param of the space (params: " + (known.isEmpty() ? "none" : String.join(", ", known))
                + "; named: " + param + ")" + hint(param, known);
    }

    /** Of the same stage: two params of one stage have much of their names in common. */
    private static String hint(String param, List<String> known) {
        int own = param.lastIndexOf('.') + 1;
        List<String> ofStage = known.stream()
                .filter(other -> other.startsWith(param.substring(0, own)) && other.lastIndexOf('.') < own)
                .map(other -> other.substring(own))
                .toList();
        return NearMiss.hint(param.substring(own), ofStage);
    }

    private static String inactive(Dimension dimension, Map<String, ParameterValue> complete) {
        List<String> actual = new ArrayList<>();
        dimension.condition().params().forEach(parent -> {
            ParameterValue value = complete.get(parent);
            actual.add(parent + ": " + (value == null ? "not set" : value.toString()));
        });
        String allowed = dimension.condition().allowed().entrySet().stream()
                .map(entry -> entry.getKey() + " "
                        + entry.getValue().stream().map(String::valueOf).collect(Collectors.joining(" or ")))
                .collect(Collectors.joining(" and "));
        return "is set only with " + allowed + " (" + String.join(", ", actual) + ")";
    }
}
