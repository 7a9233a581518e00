package dev.hone.driver.sampler.known;

import dev.hone.worker.trial.TrialOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The trials of an earlier run that a study starts from.
 *
 * @param folder where that run is
 * @param found how many trials it has
 * @param trials those that are used, as configs of the study's space, by the numbers of the earlier run
 * @param leftOut how many of the others are left out for which reason
 * @param taken the values of params that the earlier run did not tune, by name
 */
public record WarmStart(
        String folder, int found, List<TrialOutcome> trials, Map<String, Integer> leftOut, Map<String, String> taken) {

    public WarmStart {
        trials = List.copyOf(trials);
        leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
        taken = Collections.unmodifiableMap(new LinkedHashMap<>(taken));
    }

    /** How many of how many trials are used, and why the others are not. */
    public String text() {
        List<String> parts = new ArrayList<>(List.of(trials.size() + " of " + found + " trials of " + folder));
        if (!leftOut.isEmpty()) {
            parts.add("left out: "
                    + leftOut.entrySet().stream()
                            .map(reason -> reason.getValue() + " (" + reason.getKey() + ")")
                            .collect(Collectors.joining(", ")));
        }
        if (!taken.isEmpty()) {
            parts.add("not tuned there: "
                    + taken.entrySet().stream()
                            .map(value -> value.getKey() + " " + value.getValue())
                            .collect(Collectors.joining(", ")));
        }
        return String.join("; ", parts);
    }
}
