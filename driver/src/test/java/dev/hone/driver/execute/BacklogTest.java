package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Depths DEPTHS = new Depths("NoSuchLearner", 10_000);

    private final ExpectedTime times = new ExpectedTime();
    private final Backlog backlog = new Backlog(DEPTHS.numbers(), new TrialGroups(DEPTHS, Optional.empty()), times, 2);

    @Test
    void moreWorkIsExpectedToTakeLongerBeforeAnythingIsKnown() {
        assertThat(firsts(backlog.take(3))).containsExactly(4095L, 4094L, 4093L);
        assertThat(firsts(backlog.take(2))).containsExactly(3711L, 3710L);
    }

    @Test
    void groupsAreDealtOutToAllTasks() {
        List<List<List<TrialConfig>>> bundles = backlog.take(3);

        assertThat(bundles).hasSize(3).allMatch(bundle -> bundle.size() == 128);
        assertThat(numbers(bundles.subList(1, 2))).startsWith(4094L, 4091L, 4088L);
    }

    @Test
    void groupsThatWereHandedBackAreHandedOutAgain() {
        Backlog few = backlog(new Depths("NoSuchLearner", 6));
        List<List<List<TrialConfig>>> bundles = few.take(2);
        assertThat(numbers(bundles)).containsExactly(5L, 3L, 1L, 4L, 2L, 0L);

        few.handBack(bundles.get(1).subList(1, 3));

        assertThat(numbers(few.take(2))).containsExactly(2L, 0L);
        assertThat(few.take(2)).isEmpty();
    }

    @Test
    void theLongestOfAWindowComeFirstOnceTimesAreKnown() {
        for (long number : new long[] {1, 10, 100}) {
            times.learn(List.of(DEPTHS.trial(number)), 1_000_000_000 / (number * number));
        }

        assertThat(firsts(backlog.take(3))).containsExactly(0L, 1L, 2L);
    }

    @Test
    void everyTrialIsHandedOutOnce() {
        List<Long> all = new ArrayList<>();
        for (List<List<List<TrialConfig>>> bundles = backlog.take(7); !bundles.isEmpty(); bundles = backlog.take(7)) {
            all.addAll(numbers(bundles));
        }

        assertThat(all).hasSize(10_000).doesNotHaveDuplicates();
    }

    @Test
    void expectedTimesFollowNumbersAndNames() {
        times.learn(List.of(DEPTHS.trial(2)), 20_000_000);
        times.learn(List.of(DEPTHS.trial(4)), 80_000_000);
        times.learn(List.of(DEPTHS.trial(8)), 320_000_000);

        assertThat(times.logNanos(List.of(DEPTHS.trial(16)))).isGreaterThan(times.logNanos(List.of(DEPTHS.trial(6))));
        assertThat(times.logNanos(List.of(DEPTHS.trial(6)))).isGreaterThan(times.logNanos(List.of(DEPTHS.trial(3))));
    }

    private static Backlog backlog(Depths depths) {
        return new Backlog(depths.numbers(), new TrialGroups(depths, Optional.of(Lane.INLINE)), new ExpectedTime(), 2);
    }

    private static List<Long> firsts(List<List<List<TrialConfig>>> bundles) {
        return bundles.stream().map(bundle -> bundle.get(0).get(0).number()).toList();
    }

    private static List<Long> numbers(List<List<List<TrialConfig>>> bundles) {
        return bundles.stream()
                .flatMap(List::stream)
                .map(group -> group.get(0).number())
                .toList();
    }
}
