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
import java.util.stream.IntStream;

/**
 * Puts learners together that are trained together: first those that differ only by what one training serves, and then those
 * whose trainings share passes over the rows.
 */
final class TrialGroups {
    /** More in a group would gain little, and lose more where a task is lost. */
    private static final int MOST_TRAININGS = 16;

    private final LaneSetting lane;

    /** By learner, of those that are made from their names. */
    private final Map<String, Shared> sharedByName = new HashMap<>();

    TrialGroups(LaneSetting lane) {
        this.lane = lane;
    }

    /** The params in which learners of a training may differ, and of a pass over the rows. */
    private record Shared(Set<String> training, Set<String> pass) {}

    /** A learner, and what it has in common with those of its training. */
    private record Member(Learner learner, Object training) {}

    /**
     * The groups of some learners, in the order of each one's first; those of a training follow each other.
     *
     * @param most no group has more trials
     * @param least how many groups there are at least, so that no slot idles while another trains for several trials; fewer
     *     only where there are fewer trials
     */
    List<List<Learner>> of(List<Learner> learners, int most, int least) {
        Map<Object, Map<Object, List<Member>>> together = new LinkedHashMap<>();
        for (Learner learner : learners) {
            Shared shared = shared(learner);
            Object training = learner.trainingKey(shared.training());
            together.computeIfAbsent(learner.trainingKey(shared.pass()), unknown -> new LinkedHashMap<>())
                    .computeIfAbsent(training, unknown -> new ArrayList<>())
                    .add(new Member(learner, training));
        }
        List<List<Member>> groups = new ArrayList<>();
        together.values()
                .forEach(trainings -> chunks(List.copyOf(trainings.values()), MOST_TRAININGS)
                        .forEach(some -> groups.addAll(
                                chunks(some.stream().flatMap(List::stream).toList(), most))));
        splitLargest(groups, Math.min(least, learners.size()));
        return groups.stream()
                .map(group -> group.stream().map(Member::learner).toList())
                .toList();
    }

    /** How many trainings some learners need. */
    int trainings(List<Learner> learners) {
        return (int) learners.stream()
                .map(learner -> learner.trainingKey(shared(learner).training()))
                .distinct()
                .count();
    }

    private Shared shared(Learner learner) {
        return learner instanceof Learner.Named named
                ? sharedByName.computeIfAbsent(named.own().learner(), unknown -> ask(learner))
                : ask(learner);
    }

    private Shared ask(Learner learner) {
        return new Shared(learner.sharedTrainingParams(lane), learner.sharedPassParams(lane));
    }

    private static <T> List<List<T>> chunks(List<T> all, int most) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += most) {
            chunks.add(all.subList(from, Math.min(from + most, all.size())));
        }
        return chunks;
    }

    private static void splitLargest(List<List<Member>> groups, int least) {
        while (groups.size() < least) {
            List<Member> largest =
                    groups.stream().max(Comparator.comparingInt(List::size)).orElseThrow();
            int at = groups.indexOf(largest);
            int middle = middle(largest);
            groups.set(at, largest.subList(0, middle));
            groups.add(at + 1, largest.subList(middle, largest.size()));
        }
    }

    /** Where to split a group: between two trainings if it has several. */
    private static int middle(List<Member> group) {
        int half = (group.size() + 1) / 2;
        return IntStream.range(1, group.size())
                .filter(at -> !group.get(at - 1).training().equals(group.get(at).training()))
                .boxed()
                .min(Comparator.comparingInt(at -> Math.abs(at - half)))
                .orElse(half);
    }
}
