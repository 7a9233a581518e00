package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final Depths DEPTHS = new Depths("NoSuchLearner", 10_000);

    private final ExpectedTime times = new ExpectedTime();
    private final Backlog backlog = new Backlog(DEPTHS.numbers(), new TrialGroups(DEPTHS, Optional.empty()), times, 2);

    @Test
    void handsOutInOrderWhileNothingIsKnown() {
        assertThat(numbers(backlog.take(3))).containsExactly(0L, 1L, 2L);
        assertThat(numbers(backlog.take(2))).containsExactly(3L, 4L);
    }

    @Test
    void theLongestOfAWindowComeFirstOnceTimesAreKnown() {
        for (long number : new long[] {1, 10, 100}) {
            times.learn(List.of(DEPTHS.trial(number)), number * number * 1_000_000);
        }

        assertThat(numbers(backlog.take(3))).containsExactly(4095L, 4094L, 4093L);
    }

    @Test
    void everyTrialIsHandedOutOnce() {
        assertThat(numbers(backlog.take(7000))).hasSize(7000).doesNotHaveDuplicates();
        assertThat(backlog.take(7000)).hasSize(3000);
        assertThat(backlog.take(1)).isEmpty();
    }

    @Test
    void expectedTimesFollowNumbersAndNames() {
        times.learn(List.of(DEPTHS.trial(2)), 20_000_000);
        times.learn(List.of(DEPTHS.trial(4)), 80_000_000);
        times.learn(List.of(DEPTHS.trial(8)), 320_000_000);

        assertThat(times.logNanos(List.of(DEPTHS.trial(16)))).isGreaterThan(times.logNanos(List.of(DEPTHS.trial(6))));
        assertThat(times.logNanos(List.of(DEPTHS.trial(6)))).isGreaterThan(times.logNanos(List.of(DEPTHS.trial(3))));
    }

    private static List<Long> numbers(List<List<TrialConfig>> groups) {
        return groups.stream().map(group -> group.get(0).number()).toList();
    }
}
