package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TrialQueueTest {
    private static final int FOLDS = 3;
    private static final Depths DEPTHS = new Depths("NoSuchLearner", 4096);

    private final RuntimeModel times = new RuntimeModel();
    private final TrialQueue queue = new TrialQueue(new TrialGroups(LaneSetting.AUTO), times, FOLDS, () -> 2);

    @BeforeEach
    void addTrials() {
        queue.add(learners(DEPTHS), 0);
    }

    @Test
    void moreWorkIsExpectedToTakeLongerBeforeAnythingIsKnown() {
        assertThat(firsts(queue.take(3))).containsExactly(4095L, 4094L, 4093L);
        assertThat(firsts(queue.take(2))).containsExactly(3711L, 3710L);
    }

    @Test
    void longUnitsAreNotBundled() {
        for (long number : new long[] {1, 1000, 4000}) {
            times.learn(List.of(DEPTHS.trial(number)), 1_000_000_000);
        }

        assertThat(queue.take(3)).allMatch(bundle -> bundle.size() == 1);
    }

    @Test
    void unitsOfUnknownTimeAreDealtOutToAllTasks() {
        List<List<WorkUnit>> bundles = queue.take(3);

        assertThat(bundles).hasSize(3).allMatch(bundle -> bundle.size() == 128);
        assertThat(numbers(bundles.subList(1, 2))).startsWith(4094L, 4091L, 4088L);
    }

    @Test
    void unitsAreBundledUntilATasksTimeIsOver() {
        for (long number : new long[] {1, 10, 100, 1000}) {
            times.learn(List.of(DEPTHS.trial(number)), number * 1_000_000);
        }

        List<WorkUnit> bundle = queue(new Depths("NoSuchLearner", 120)).take(1).get(0);

        assertThat(numbers(List.of(bundle))).hasSizeBetween(2, 5).startsWith(119L);
    }

    @Test
    void unitsThatWereHandedBackAreHandedOutAgain() {
        TrialQueue few = queue(new Depths("NoSuchLearner", 8));
        List<List<WorkUnit>> bundles = few.take(8);
        assertThat(numbers(bundles)).containsExactly(7L, 6L, 5L, 4L, 3L, 2L, 1L, 0L);

        few.handBack(bundles.get(1));
        few.handBack(bundles.get(6));

        assertThat(numbers(few.take(2))).containsExactly(6L, 1L);
        assertThat(few.take(2)).isEmpty();
    }

    @Test
    void theFoldsOfFewTrialsAreTrainedSideBySide() {
        List<WorkUnit> units = units(queue(new Depths("NoSuchLearner", 3)).take(9));

        assertThat(units).hasSize(9).noneMatch(WorkUnit::isWhole);
        assertThat(units.subList(0, 3))
                .extracting(
                        unit -> unit.trials().get(0).number(),
                        unit -> unit.folds().get(0))
                .containsExactly(tuple(2L, 2), tuple(2L, 0), tuple(2L, 1));
    }

    @Test
    void theLastOfFewUnitsAreSplitAmongTheSlots() {
        Depths depths = new Depths("DecisionTreeClassifier", 12);
        TrialQueue queue = new TrialQueue(new TrialGroups(LaneSetting.AUTO), times, FOLDS, () -> 2);
        queue.add(depths.all().stream().map(TrialQueueTest::withOneSeed).toList(), 0);
        List<WorkUnit> units = units(queue.take(4));

        assertThat(units)
                .extracting(unit -> unit.trials().size(), WorkUnit::folds)
                .containsExactlyInAnyOrder(
                        tuple(12, List.of(0)), tuple(12, List.of(1)), tuple(6, List.of(2)), tuple(6, List.of(2)));
    }

    /** One training serves trials with one seed. */
    private static Learner withOneSeed(TrialConfig config) {
        return Learner.named(new TrialConfig(config.number(), config.learner(), config.params(), 1));
    }

    @Test
    void trialsThatComeToBusySlotsAreTrainedOnAllFoldsEach() {
        TrialQueue few = queue(new Depths("NoSuchLearner", 1));
        assertThat(units(few.take(9))).hasSize(3);

        few.add(learners(new Depths("NoSuchLearner", 1)), 8);

        assertThat(units(few.take(9))).hasSize(1).allMatch(WorkUnit::isWhole);
    }

    @Test
    void manyTrialsAreTrainedOnAllFoldsEach() {
        List<WorkUnit> units = units(queue(new Depths("NoSuchLearner", 8)).take(9));

        assertThat(units).hasSize(8).allMatch(WorkUnit::isWhole);
        assertThat(units.get(0).folds()).containsExactly(1, 2, 0);
    }

    @Test
    void theLongestOfAWindowComeFirstOnceTimesAreKnown() {
        for (long number : new long[] {1, 10, 100}) {
            times.learn(List.of(DEPTHS.trial(number)), 1_000_000_000 / (number * number));
        }

        assertThat(firsts(queue.take(3))).containsExactly(0L, 1L, 2L);
    }

    @Test
    void everyTrialIsHandedOutOnce() {
        List<Long> all = new ArrayList<>();
        for (List<List<WorkUnit>> bundles = queue.take(7); !bundles.isEmpty(); bundles = queue.take(7)) {
            all.addAll(numbers(bundles));
        }

        assertThat(all).hasSize(4096).doesNotHaveDuplicates();
    }

    @Test
    void expectedTimesFollowNumbersAndNames() {
        times.learn(List.of(DEPTHS.trial(2)), 20_000_000);
        times.learn(List.of(DEPTHS.trial(4)), 80_000_000);
        times.learn(List.of(DEPTHS.trial(8)), 320_000_000);

        assertThat(times.logNanos(List.of(DEPTHS.trial(16)))).isGreaterThan(times.logNanos(List.of(DEPTHS.trial(6))));
        assertThat(times.logNanos(List.of(DEPTHS.trial(6)))).isGreaterThan(times.logNanos(List.of(DEPTHS.trial(3))));
    }

    private TrialQueue queue(Depths depths) {
        TrialQueue queue = new TrialQueue(new TrialGroups(LaneSetting.INLINE), times, FOLDS, () -> 2);
        queue.add(learners(depths), 0);
        return queue;
    }

    private static List<Learner> learners(Depths depths) {
        return depths.all().stream().map(Learner::named).toList();
    }

    private static List<WorkUnit> units(List<List<WorkUnit>> bundles) {
        return bundles.stream().flatMap(List::stream).toList();
    }

    private static List<Long> firsts(List<List<WorkUnit>> bundles) {
        return bundles.stream()
                .map(bundle -> bundle.get(0).trials().get(0).number())
                .toList();
    }

    private static List<Long> numbers(List<List<WorkUnit>> bundles) {
        return units(bundles).stream()
                .map(unit -> unit.trials().get(0).number())
                .toList();
    }
}
