package dev.hone.driver.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.Trials;
import dev.hone.worker.trial.TrialConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunningTimesTest {
    private static final TrialConfig FIRST = Trials.config(0);
    private static final TrialConfig SECOND = Trials.config(1);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final RunningTimes times = new RunningTimes();

    @Test
    void timeIsCountedFromTheBeginOfATrial() {
        times.begin(FIRST, 1_000, 1);
        times.begin(SECOND, 6_000, 1);

        assertThat(times.longerThan(LIMIT, 11_000)).isEmpty();
        assertThat(times.longerThan(LIMIT, 11_001)).containsExactly(FIRST);
        assertThat(times.of(FIRST, 11_001)).hasMillis(10_001);
        assertThat(times.longerThan(LIMIT, 20_000)).containsExactly(FIRST, SECOND);
    }

    @Test
    void theTimeInWhichATrialWaitsDoesNotCount() {
        times.begin(FIRST, 0, 1);
        times.pause(FIRST, 6_000);
        assertThat(times.longerThan(LIMIT, 100_000)).isEmpty();

        times.begin(FIRST, 200_000, 1);

        assertThat(times.longerThan(LIMIT, 204_000)).isEmpty();
        assertThat(times.longerThan(LIMIT, 204_001)).containsExactly(FIRST);
    }

    @Test
    void trialsThatRunAreToldWithTheirTimeAndThoseThatWaitAreNot() {
        times.begin(FIRST, 1_000, 1);
        times.begin(SECOND, 2_000, 1);
        times.pause(FIRST, 3_000);

        assertThat(times.running(5_000)).containsExactly(new StudyProgress.Running(SECOND, Duration.ofMillis(3_000)));
    }

    @Test
    void aFoldBesideAnotherOneAddsNoTime() {
        times.begin(FIRST, 0, 1);
        times.begin(FIRST, 9_000, 1);

        assertThat(times.of(FIRST, 10_000)).hasMillis(10_000);
    }

    @Test
    void aTrialThatHasEndedHasNoTime() {
        times.begin(FIRST, 0, 1);
        times.remove(FIRST);
        times.pause(FIRST, 5_000);

        assertThat(times.of(FIRST, 100_000)).isZero();
        assertThat(times.longerThan(LIMIT, 100_000)).isEmpty();
    }

    @Test
    void aTimeoutMustBePositive() {
        assertThatThrownBy(() -> StoppingRule.never().withTrialTimeout(Duration.ZERO))
                .hasMessage("Trial timeout must be positive (timeout: PT0S)");
    }

    @Test
    void aMessageTellsTheTimeAndTheLimit() {
        assertThat(new TrialTimeout(Duration.ofMinutes(90), Duration.ofMillis(5_400_178)).message())
                .isEqualTo("timed out after 1h30m0.1s (trial timeout: 1h30m)");
    }

    @Test
    void timeThatTrainingsShareIsCountedInEqualParts() {
        times.begin(FIRST, 0, 4);
        times.pause(FIRST, 8_000);
        times.begin(FIRST, 9_000, 2);

        assertThat(times.of(FIRST, 10_000)).isEqualTo(Duration.ofMillis(2_500));
        assertThat(times.longerThan(Duration.ofSeconds(2), 10_000)).containsExactly(FIRST);
        assertThat(times.longerThan(Duration.ofSeconds(3), 10_000)).isEmpty();
    }
}
