package dev.hone.driver.execute;

import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.trial.LaneSetting;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts learners together that differ only by what one training serves, so that a task trains once for all of them. */
final class TrialGroups {
    private final LaneSetting lane;

    /** By learner, of those that are made from their names. */
    private final Map<String, Set<String>> sharedPassParams = new HashMap<>();

    TrialGroups(LaneSetting lane) {
        this.lane = lane;
    }

    /**
     * The groups of some learners, in the order of each one's first.
     *
     * @param most no group has more trials
     * @param least how many groups there are at least, so that no slot idles while another trains for several trials; fewer
     *     only where there are fewer trials
     */
    List<List<Learner>> of(List<Learner> learners, int most, int least) {
        Map<Object, List<Learner>> together = new LinkedHashMap<>();
        for (Learner learner : learners) {
            together.computeIfAbsent(trainingKey(learner), unknown -> new ArrayList<>())
                    .add(learner);
        }
        List<List<Learner>> groups = new ArrayList<>();
        together.values().forEach(group -> split(group, most, groups));
        splitLargest(groups, Math.min(least, learners.size()));
        return groups;
    }

    private Object trainingKey(Learner learner) {
        Set<String> shared = learner instanceof Learner.Named named
                ? sharedPassParams.computeIfAbsent(named.own().learner(), unknown -> learner.sharedPassParams(lane))
                : learner.sharedPassParams(lane);
        return learner.trainingKey(shared);
    }

    private static void split(List<Learner> group, int most, List<List<Learner>> groups) {
        for (int from = 0; from < group.size(); from += most) {
            groups.add(group.subList(from, Math.min(from + most, group.size())));
        }
    }

    private static void splitLargest(List<List<Learner>> groups, int least) {
        while (groups.size() < least) {
            List<Learner> largest =
                    groups.stream().max(Comparator.comparingInt(List::size)).orElseThrow();
            int at = groups.indexOf(largest);
            int half = (largest.size() + 1) / 2;
            groups.set(at, largest.subList(0, half));
            groups.add(at + 1, largest.subList(half, largest.size()));
        }
    }
}
