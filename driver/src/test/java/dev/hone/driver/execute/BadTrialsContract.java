package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.study.StoppingRule;
import dev.hone.driver.study.Study;
import dev.hone.driver.study.StudyEnd;
import dev.hone.tuning.NamedParamSpace;
import dev.hone.tuning.ObjectiveResult;
import dev.hone.tuning.ObjectiveTuner;
import dev.hone.tuning.TrialResult;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fifty good trials and a bad one of each kind, on the executor processes of the active session. */
abstract class BadTrialsContract {
    static final int GOOD = 50;
    static final int SLOTS = 2;

    /** Longer than the first trial of an executor takes on a machine that is busy with a bad one. */
    static final Duration TIMEOUT = Duration.ofSeconds(20);

    static void requireExecutors(SparkSession session) {
        assertThat(session.sparkContext().isLocal())
                .as("bad trials would end the JVM of the test")
                .isFalse();
    }

    @Test
    @Timeout(180)
    void badObjectivesFailEachInItsCategoryAndAllOthersHaveAScore() {
        ObjectiveResult found = new ObjectiveTuner()
                .setObjective(trial -> {
                    int number = trial.getInt("n");
                    Misdeed.commit(number);
                    return Misdeed.IS_NOT_A_NUMBER.isOf(number) ? Double.NaN : number;
                })
                .setSearchSpace(NamedParamSpace.builder()
                        .integer("n", 0, GOOD + Misdeed.values().length - 1)
                        .build())
                .setSampler("grid")
                .setTrialTimeout(TIMEOUT)
                .optimize(SparkSession.active());

        assertThat(found.trials())
                .filteredOn(trial -> trial.score().isPresent())
                .hasSize(GOOD)
                .allSatisfy(trial ->
                        assertThat(trial.score()).hasValue(trial.trial().getInt("n")));
        assertThat(categories(found.trials()))
                .isEqualTo(Map.of(
                        Misdeed.ALLOCATES.number(),
                        "OUT_OF_MEMORY",
                        Misdeed.SLEEPS.number(),
                        "TIMED_OUT",
                        Misdeed.SPINS.number(),
                        "TIMED_OUT",
                        Misdeed.EXITS.number(),
                        "EXECUTOR_LOST",
                        Misdeed.OVERFLOWS.number(),
                        "OBJECTIVE_FAILED",
                        Misdeed.IS_NOT_A_NUMBER.number(),
                        "SCORE_NOT_FINITE"));
    }

    static Map<Integer, String> categories(List<TrialResult> trials) {
        Map<Integer, String> categories = new TreeMap<>();
        trials.forEach(trial -> trial.failure()
                .ifPresent(failure ->
                        categories.put(trial.trial().getInt("n"), failure.substring(0, failure.indexOf(':')))));
        return categories;
    }

    @Test
    @Timeout(180)
    void badLearnersFailEachInItsCategoryAndAllOthersHaveAScore() {
        Objective objective = new Objective("accuracy", Direction.MAXIMIZE);
        Study study = new Study(
                new Trees(GOOD + Misdeed.values().length),
                objective,
                List.of("accuracy"),
                TrialJournal.none(),
                StoppingRule.never().withTrialTimeout(TIMEOUT),
                List.of(),
                Clock.systemUTC());
        try (SparkTrialExecutor executor =
                new SparkTrialExecutor(SparkSession.active().sparkContext(), Depths.evaluation())) {
            assertThat(study.run(executor)).isEqualTo(StudyEnd.COMPLETED);
        }

        Leaderboard leaderboard = study.leaderboard();
        Map<Long, FailureCategory> categories = new TreeMap<>();
        leaderboard.failures().forEach(failed -> categories.put(failed.config().number(), failed.category()));
        assertThat(categories)
                .isEqualTo(Map.of(
                        (long) Misdeed.ALLOCATES.number(), FailureCategory.OUT_OF_MEMORY,
                        (long) Misdeed.SLEEPS.number(), FailureCategory.TIMED_OUT,
                        (long) Misdeed.SPINS.number(), FailureCategory.TIMED_OUT,
                        (long) Misdeed.EXITS.number(), FailureCategory.EXECUTOR_LOST,
                        (long) Misdeed.OVERFLOWS.number(), FailureCategory.TRAINER_BUG,
                        (long) Misdeed.IS_NOT_A_NUMBER.number(), FailureCategory.MODEL_NOT_FINITE));
        assertThat(leaderboard.succeeded()).isEqualTo(GOOD);
    }

    /** Trial n has nodes of n + 1 rows at least. */
    private record Trees(long trials) implements NumberedSampler {
        @Override
        public TrialConfig trial(long number) {
            return new TrialConfig(
                    number, BadTree.class.getName(), Map.of("minInstancesPerNode", new Whole(number + 1)), 7);
        }
    }
}
