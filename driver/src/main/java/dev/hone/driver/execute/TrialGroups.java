package dev.hone.driver.execute;

import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts trials together that differ only by what one training serves, so that a task trains once for all of them. */
final class TrialGroups {
    private final Sampler sampler;
    private final Optional<Lane> lane;
    private final Map<String, Set<String>> sharedTrainingParams = new HashMap<>();

    TrialGroups(Sampler sampler, Optional<Lane> lane) {
        this.sampler = sampler;
        this.lane = lane;
    }

    private record Shared(String learner, Map<String, ParameterValue> params, long seed) {}

    /**
     * The groups of some trials, in the order of each one's first trial.
     *
     * @param most no group has more trials
     * @param least how many groups there are at least, so that no slot idles while another trains for several trials; fewer
     *     only where there are fewer trials
     */
    List<List<TrialConfig>> of(List<Long> numbers, int most, int least) {
        Map<Shared, List<TrialConfig>> together = new LinkedHashMap<>();
        for (long number : numbers) {
            TrialConfig config = sampler.trial(number);
            together.computeIfAbsent(shared(config), unknown -> new ArrayList<>())
                    .add(config);
        }
        List<List<TrialConfig>> groups = new ArrayList<>();
        together.values().forEach(group -> split(group, most, groups));
        splitLargest(groups, Math.min(least, numbers.size()));
        return groups;
    }

    private Shared shared(TrialConfig config) {
        Set<String> path = sharedTrainingParams.computeIfAbsent(
                config.learner(), learner -> TrainerRegistry.sharedTrainingParams(learner, lane));
        return new Shared(config.learner(), config.withoutParams(path), config.seed());
    }

    private static void split(List<TrialConfig> group, int most, List<List<TrialConfig>> groups) {
        for (int from = 0; from < group.size(); from += most) {
            groups.add(group.subList(from, Math.min(from + most, group.size())));
        }
    }

    private static void splitLargest(List<List<TrialConfig>> groups, int least) {
        while (groups.size() < least) {
            List<TrialConfig> largest =
                    groups.stream().max(Comparator.comparingInt(List::size)).orElseThrow();
            int at = groups.indexOf(largest);
            int half = (largest.size() + 1) / 2;
            groups.set(at, largest.subList(0, half));
            groups.add(at + 1, largest.subList(half, largest.size()));
        }
    }
}
