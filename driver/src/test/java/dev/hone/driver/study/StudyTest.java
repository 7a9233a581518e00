package dev.hone.driver.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ManualClock;
import dev.hone.driver.Trials;
import dev.hone.driver.execute.InProcessTrialExecutor;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StudyTest {
    private static final String METRIC = "f1";

    @TempDir
    private Path temporary;

    private final ManualClock clock = new ManualClock();

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void theBestIsTheSameOnAnyNumberOfSlots(int slots) {
        try (OutputFolder folder = folder()) {
            Study study = study(folder, 50, StoppingRule.never(), List.of());

            assertThat(run(study, slots, StudyTest::outcome)).isEqualTo(StudyEnd.COMPLETED);

            assertThat(study.leaderboard().top(3))
                    .extracting(Leaderboard.Row::number)
                    .containsExactly(10L, 20L, 30L);
            assertThat(study.leaderboard().failed()).isEqualTo(8);
            assertThat(study.leaderboard().succeeded()).isEqualTo(42);
        }
    }

    @Test
    void aContinuedStudyRunsOnlyWhatIsMissingAndEndsAlike() {
        try (OutputFolder folder = folder()) {
            Study first = study(folder, 20, StoppingRule.never(), List.of());
            assertThat(run(first, 2, StudyTest::outcome)).isEqualTo(StudyEnd.COMPLETED);
            Set<Long> ran = ConcurrentHashMap.newKeySet();

            Study longer = study(folder, 50, StoppingRule.never(), List.of());
            run(longer, 2, config -> {
                ran.add(config.number());
                return outcome(config);
            });

            assertThat(ran).hasSize(30).allMatch(number -> number >= 20);
            assertThat(longer.leaderboard().top(3))
                    .extracting(Leaderboard.Row::number)
                    .containsExactly(10L, 20L, 30L);
        }
    }

    @Test
    void anInterruptedStudyKeepsWhatHasEnded() {
        try (OutputFolder folder = folder()) {
            StudyEnd end;
            Study study = study(folder, 1000, StoppingRule.never(), List.of());
            end = run(study, 1, config -> {
                if (config.number() == 5) {
                    study.interrupt();
                }
                return outcome(config);
            });

            assertThat(end).isEqualTo(StudyEnd.INTERRUPTED);
            Study again = study(folder, 1000, StoppingRule.never(), List.of());
            assertThat(again.leaderboard().succeeded() + again.leaderboard().failed())
                    .isEqualTo(study.leaderboard().succeeded()
                            + study.leaderboard().failed())
                    .isBetween(5, 999);
        }
    }

    @Test
    void trialsThatRunMayEndWithinTheGracePeriod() throws InterruptedException {
        CountDownLatch began = new CountDownLatch(1);
        CountDownLatch stopping = new CountDownLatch(1);
        try (OutputFolder folder = folder()) {
            Study study = study(folder, 1000, StoppingRule.never(), List.of());
            Thread signal = new Thread(() -> {
                await(began);
                study.stopWithin(Duration.ofMinutes(1));
                stopping.countDown();
            });
            signal.start();

            StudyEnd end = run(study, 1, config -> {
                began.countDown();
                await(stopping);
                return outcome(config);
            });

            signal.join();
            assertThat(end).isEqualTo(StudyEnd.INTERRUPTED);
            assertThat(study.leaderboard().succeeded()).isBetween(1, 64);
            assertThat(study(folder, 1000, StoppingRule.never(), List.of())
                            .leaderboard()
                            .succeeded())
                    .isEqualTo(study.leaderboard().succeeded());
        }
    }

    @Test
    void aTrialThatRunsLongerThanTheGracePeriodIsCancelled() {
        try (OutputFolder folder = folder()) {
            Study study = study(folder, 1000, StoppingRule.never(), List.of());

            StudyEnd end = run(study, 1, config -> {
                if (config.number() < 3) {
                    return outcome(config);
                }
                study.stopWithin(Duration.ofMinutes(1));
                return endless();
            });

            assertThat(end).isEqualTo(StudyEnd.INTERRUPTED);
            assertThat(study.leaderboard().succeeded()).isEqualTo(3);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void stopsAtItsTimeLimit() {
        try (OutputFolder folder = folder()) {
            StoppingRule rule = new StoppingRule(Optional.of(Duration.ofMinutes(1)));
            Study study = study(folder, 100_000, rule, List.of());

            StudyEnd end = run(study, 1, config -> {
                clock.advance(Duration.ofSeconds(20));
                return outcome(config);
            });

            assertThat(end).isEqualTo(StudyEnd.TIME_LIMIT);
        }
    }

    @Test
    void aTrialThatRunsTooLongHasFailedAndTheOthersGoOn() {
        try (OutputFolder folder = folder()) {
            StoppingRule rule = StoppingRule.never().withTrialTimeout(Duration.ofMinutes(10));
            Study study = study(folder, 30, rule, List.of());

            StudyEnd end = run(study, 2, config -> config.number() == 3 ? endless() : outcome(config));

            assertThat(end).isEqualTo(StudyEnd.COMPLETED);
            assertThat(study.leaderboard().failed())
                    .as("every sixth and this one")
                    .isEqualTo(6);
            List<TrialOutcome> journalled = new ArrayList<>();
            StudyJournal.read(folder).replay(journalled::add);
            assertThat(journalled)
                    .filteredOn(outcome -> outcome.config().number() == 3)
                    .singleElement()
                    .isInstanceOfSatisfying(TrialOutcome.Failed.class, failed -> {
                        assertThat(failed.category()).isEqualTo(FailureCategory.TIMED_OUT);
                        assertThat(failed.message())
                                .startsWith("timed out after 1")
                                .endsWith(" (trial timeout: 10m)");
                        assertThat(Duration.ofNanos(failed.nanos())).isGreaterThan(Duration.ofMinutes(10));
                    });
        }
    }

    /** Time passes until it is interrupted. */
    private TrialOutcome endless() {
        try {
            while (true) {
                Thread.sleep(10);
                clock.advance(Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void listenersSeeEveryOutcomeOnce() {
        Set<Long> seen = ConcurrentHashMap.newKeySet();
        StudyListener listener = new StudyListener() {
            @Override
            public void ended(TrialOutcome outcome, StudyProgress progress) {
                assertThat(seen.add(outcome.config().number())).isTrue();
                assertThat(progress.done()).isEqualTo(seen.size());
            }
        };
        try (OutputFolder folder = folder()) {
            run(study(folder, 30, StoppingRule.never(), List.of(listener)), 3, StudyTest::outcome);
        }

        assertThat(seen).hasSize(30);
    }

    /** Every tenth trial is best, every sixth fails. */
    private static TrialOutcome outcome(TrialConfig config) {
        long number = config.number();
        if (number % 6 == 5) {
            return Trials.failed(number, "as the test wants it");
        }
        return Trials.scored(number, METRIC, number > 0 && number % 10 == 0 ? 0.9 : 0.1, 0.5);
    }

    private static StudyEnd run(Study study, int slots, Function<TrialConfig, TrialOutcome> trial) {
        try (InProcessTrialExecutor executor = new InProcessTrialExecutor(slots, trial)) {
            return study.run(executor);
        }
    }

    private Study study(OutputFolder folder, long trials, StoppingRule rule, List<StudyListener> listeners) {
        StudyJournal journal = StudyJournal.open(
                folder, new StudyIdentity("s", "d", "f", new Objective(METRIC, Direction.MAXIMIZE)), clock);
        Objective objective = new Objective(METRIC, Direction.MAXIMIZE);
        return new Study(Trials.sampler(trials), objective, List.of(METRIC), journal, rule, listeners, clock);
    }

    private OutputFolder folder() {
        return OutputFolder.at(temporary.resolve("out").toString(), new Configuration());
    }
}
