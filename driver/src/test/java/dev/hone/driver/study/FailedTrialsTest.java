package dev.hone.driver.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ManualClock;
import dev.hone.driver.Trials;
import dev.hone.driver.execute.InProcessTrialExecutor;
import dev.hone.driver.journal.EarlierRun;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a study whose trials fail, in one run and in those that continue it. */
class FailedTrialsTest {
    private static final Objective OBJECTIVE = new Objective("f1", Direction.MAXIMIZE);

    @TempDir
    private Path temporary;

    private final ManualClock clock = new ManualClock();

    /** How often each trial ran. */
    private final Map<Long, Integer> runs = new ConcurrentHashMap<>();

    private final List<Long> told = Collections.synchronizedList(new ArrayList<>());

    @Test
    void aStudyEndsOnceMoreTrialsHaveFailedThanMay() {
        try (OutputFolder folder = folder()) {
            Study study = study(folder, 1000, limited("3"));

            assertThat(run(study, trial -> Trials.failed(trial.number(), "bad luck")))
                    .isEqualTo(StudyEnd.TOO_MANY_FAILURES);

            assertThat(study.leaderboard().failed()).isGreaterThan(3).isLessThan(1000);
        }
    }

    @Test
    void aStudyThatIsContinuedWithTooManyFailuresRunsNothingUnlessMoreMay() {
        try (OutputFolder folder = folder()) {
            run(study(folder, 6, limited("3")), trial -> Trials.failed(trial.number(), "bad luck"));
            runs.clear();

            assertThat(run(study(folder, 100, limited("3")), FailedTrialsTest::scored))
                    .isEqualTo(StudyEnd.TOO_MANY_FAILURES);
            assertThat(runs).isEmpty();
            assertThat(run(study(folder, 100, limited("50")), FailedTrialsTest::scored))
                    .isEqualTo(StudyEnd.COMPLETED);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = FailureCategory.class,
            names = {"OUT_OF_MEMORY", "EXECUTOR_LOST"})
    void aTrialThatFailedByCircumstancesRunsAgainAndIsToldOnce(FailureCategory category) {
        try (OutputFolder folder = folder()) {
            Study study = study(folder, 8, retrying(2));

            assertThat(run(
                            study,
                            trial -> trial.number() == 3 && runs.getOrDefault(3L, 0) <= 2
                                    ? failed(trial, category)
                                    : scored(trial)))
                    .isEqualTo(StudyEnd.COMPLETED);

            assertThat(runs).containsEntry(3L, 3).containsEntry(4L, 1);
            assertThat(study.leaderboard().succeeded()).isEqualTo(8);
            assertThat(told).hasSize(8).doesNotHaveDuplicates();
            assertThat(EarlierRun.read(folder).outcomes()).hasSize(8).allMatch(Scored.class::isInstance);
        }
    }

    @Test
    void aTrialThatFailsOnceMoreThanItIsRetriedHasFailed() {
        try (OutputFolder folder = folder()) {
            Study study = study(folder, 8, retrying(1));

            run(study, trial -> trial.number() == 3 ? failed(trial, FailureCategory.OUT_OF_MEMORY) : scored(trial));

            assertThat(runs).containsEntry(3L, 2);
            assertThat(study.leaderboard().failures())
                    .singleElement()
                    .satisfies(failed -> assertThat(failed.category()).isEqualTo(FailureCategory.OUT_OF_MEMORY));
        }
    }

    @Test
    void aTrialThatFailedByItsConfigIsNotRunAgain() {
        try (OutputFolder folder = folder()) {
            Study study = study(folder, 8, retrying(5));

            run(study, trial -> trial.number() % 2 == 0 ? Trials.failed(trial.number(), "its own") : scored(trial));

            assertThat(runs)
                    .hasSize(8)
                    .allSatisfy((trial, times) -> assertThat(times).isEqualTo(1));
        }
    }

    @Test
    void attemptsOfEarlierRunsCount() {
        try (OutputFolder folder = folder()) {
            run(
                    study(folder, 4, FailureRule.none()),
                    trial -> trial.number() == 3 ? failed(trial, FailureCategory.EXECUTOR_LOST) : scored(trial));
            runs.clear();

            Study once = study(folder, 4, retrying(1));
            assertThat(run(once, trial -> failed(trial, FailureCategory.EXECUTOR_LOST)))
                    .isEqualTo(StudyEnd.COMPLETED);
            assertThat(runs).containsExactly(Map.entry(3L, 1));
            assertThat(once.leaderboard().failed()).isEqualTo(1);

            Study twice = study(folder, 4, retrying(2));
            assertThat(run(twice, FailedTrialsTest::scored)).isEqualTo(StudyEnd.COMPLETED);
            assertThat(runs).containsExactly(Map.entry(3L, 2));
            assertThat(study(folder, 4, retrying(2)).leaderboard().succeeded()).isEqualTo(4);
        }
    }

    @Test
    void aScoreAfterARetryCountsWhereFewerRetriesAreAllowedLater() {
        try (OutputFolder folder = folder()) {
            run(
                    study(folder, 4, retrying(2)),
                    trial -> trial.number() == 3 && runs.getOrDefault(3L, 0) <= 2
                            ? failed(trial, FailureCategory.OUT_OF_MEMORY)
                            : scored(trial));
            runs.clear();

            for (int retries = 0; retries <= 2; retries++) {
                Study later = study(folder, 4, retrying(retries));
                assertThat(run(later, FailedTrialsTest::scored)).isEqualTo(StudyEnd.COMPLETED);
                assertThat(runs).isEmpty();
                assertThat(later.leaderboard().succeeded()).isEqualTo(4);
                assertThat(later.leaderboard().failed()).isZero();
            }
        }
    }

    @Test
    void aTrialThatEndsProcessesIsNotRetried() throws IOException {
        Path journal = Files.createDirectories(temporary.resolve("out/journal"));
        Files.writeString(journal.resolve(".suspects"), "5 2\n");
        try (OutputFolder folder = folder()) {
            for (int time = 0; time < 2; time++) {
                Study study = study(folder, 8, retrying(3));

                assertThat(run(study, FailedTrialsTest::scored)).isEqualTo(StudyEnd.COMPLETED);

                assertThat(runs).hasSize(7).doesNotContainKey(5L);
                assertThat(study.leaderboard().failed()).isEqualTo(1);
                assertThat(told).hasSize(8).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void trialsThatMayHaveEndedAProcessRunLastAndAloneAndGuiltyOnesDoNotRun() throws IOException {
        Path journal = Files.createDirectories(temporary.resolve("out/journal"));
        Files.writeString(journal.resolve(".suspects"), "2 0\n5 2\n6 1\n");
        Set<Long> running = ConcurrentHashMap.newKeySet();
        Set<Long> beside = ConcurrentHashMap.newKeySet();
        List<Long> order = Collections.synchronizedList(new ArrayList<>());
        try (OutputFolder folder = folder()) {
            Study study = study(folder, 12, FailureRule.none());

            assertThat(run(study, trial -> {
                        order.add(trial.number());
                        running.add(trial.number());
                        if (trial.number() == 2 || trial.number() == 6) {
                            beside.addAll(running);
                        }
                        running.remove(trial.number());
                        return scored(trial);
                    }))
                    .isEqualTo(StudyEnd.COMPLETED);

            assertThat(order).hasSize(11).endsWith(2L, 6L);
            assertThat(beside).containsExactlyInAnyOrder(2L, 6L);
            assertThat(study.leaderboard().failures()).singleElement().satisfies(failed -> {
                assertThat(failed.config().number()).isEqualTo(5);
                assertThat(failed.reason())
                        .isEqualTo("EXECUTOR_LOST: the process ended each time that it ran this trial");
            });
        }
    }

    private static FailureRule limited(String limit) {
        return new FailureRule(Optional.of(FailureLimit.parse(limit)), 0);
    }

    private static FailureRule retrying(int retries) {
        return new FailureRule(Optional.empty(), retries);
    }

    private static TrialOutcome failed(TrialConfig trial, FailureCategory category) {
        return new Failed(trial, category, "as the test wants it", 1);
    }

    private static TrialOutcome scored(TrialConfig trial) {
        return Trials.scored(trial.number(), "f1", 0.5);
    }

    @Test
    void aSearchWhoseJournalFailsForAWhileWhenNoTrialRunsGoesOn() {
        AtomicBoolean fails = new AtomicBoolean(true);
        TrialJournal journal = new TrialJournal() {
            @Override
            public void replay(Consumer<TrialOutcome> outcomes, Consumer<TrialConfig> proposals) {}

            @Override
            public List<TrialOutcome> earlier() {
                return List.of();
            }

            @Override
            public void append(TrialOutcome outcome) {}

            @Override
            public void propose(TrialConfig config) {}

            @Override
            public boolean isFailing() {
                return fails.get();
            }

            @Override
            public void flushIfDue() {
                fails.set(false);
            }

            @Override
            public void flush() {
                fails.set(false);
            }
        };
        Study study = new Study(
                Trials.sampler(4),
                OBJECTIVE,
                List.of("f1"),
                journal,
                StoppingRule.never(),
                List.of(),
                Clock.systemUTC());

        assertThat(run(study, FailedTrialsTest::scored)).isEqualTo(StudyEnd.COMPLETED);
        assertThat(study.leaderboard().succeeded()).isEqualTo(4);
    }

    private StudyEnd run(Study study, Function<TrialConfig, TrialOutcome> trial) {
        try (InProcessTrialExecutor executor = new InProcessTrialExecutor(2, config -> {
            runs.merge(config.number(), 1, Integer::sum);
            return trial.apply(config);
        })) {
            return study.run(executor);
        }
    }

    private Study study(OutputFolder folder, long trials, FailureRule rule) {
        StudyJournal journal = StudyJournal.open(folder, new StudyIdentity("s", "d", "f", OBJECTIVE), clock);
        StudyListener listener = new StudyListener() {
            @Override
            public void ended(TrialOutcome outcome, StudyProgress progress) {
                told.add(outcome.config().number());
            }
        };
        return new Study(
                Trials.sampler(trials),
                OBJECTIVE,
                List.of("f1"),
                journal,
                StoppingRule.never().withFailures(rule),
                List.of(listener),
                clock);
    }

    private OutputFolder folder() {
        return OutputFolder.at(temporary.resolve("out").toString(), new Configuration());
    }
}
