package dev.hone.driver.study;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.ranking.Conclusion;
import dev.hone.driver.ranking.Conclusion.Basis;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.driver.ranking.RecommendBy;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.Recommending;
import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Which trial a study recommends. */
class RecommenderTest {
    private static final String METRIC = "accuracy";

    /** By trial: observed 0.90, 0.95, 0.80, 0.85. */
    private static final double[] OBSERVED = {0.90, 0.95, 0.80, 0.85};

    @Test
    void theBestObservedScoreWinsByDefault() {
        Conclusion conclusion = recommender(RecommendBy.OBSERVED, Map.of(0L, 0.93, 1L, 0.91), 1)
                .conclusion()
                .orElseThrow();

        assertThat(conclusion.best().config().number()).isEqualTo(1);
        assertThat(conclusion.basis()).isEqualTo(Basis.OBSERVED);
        assertThat(conclusion.estimatedScore(1)).hasValue(0.91);
        assertThat(conclusion.confirmedScore(1)).isEmpty();
    }

    @Test
    void theBestEstimatedScoreWinsWhereThatIsAskedFor() {
        Conclusion conclusion = recommender(RecommendBy.ESTIMATED, Map.of(0L, 0.93, 1L, 0.91), 1)
                .conclusion()
                .orElseThrow();

        assertThat(conclusion.best().config().number()).isZero();
        assertThat(conclusion.basis()).isEqualTo(Basis.ESTIMATED);
    }

    @Test
    void withoutAnEstimateTheBestObservedScoreWins() {
        Conclusion conclusion =
                recommender(RecommendBy.ESTIMATED, Map.of(), 1).conclusion().orElseThrow();

        assertThat(conclusion.best().config().number()).isEqualTo(1);
        assertThat(conclusion.basis()).isEqualTo(Basis.OBSERVED);
    }

    @Test
    void theBestMeanOverBothKindsOfFoldsWinsAmongThoseConfirmed() {
        Recommender recommender = recommender(RecommendBy.OBSERVED, Map.of(), 3);
        assertThat(recommender.best().stream().map(trial -> trial.config().number()))
                .containsExactly(1L, 0L, 3L);

        Conclusion conclusion = recommender
                .conclusion(List.of(scored(config(0), 0.90), scored(config(1), 0.80), failed(config(3))))
                .orElseThrow();

        assertThat(conclusion.best().config().number()).isZero();
        assertThat(conclusion.basis()).isEqualTo(Basis.CONFIRMED);
        assertThat(conclusion.confirmed()).containsOnlyKeys(0L, 1L).containsEntry(1L, 0.95 / 2 + 0.80 / 2);
    }

    @Test
    void whereNoneCanBeConfirmedTheBestOfTheSearchWins() {
        Recommender recommender = recommender(RecommendBy.OBSERVED, Map.of(), 2);

        assertThat(recommender.conclusion(List.of(failed(config(0)), failed(config(1)))))
                .hasValueSatisfying(conclusion -> {
                    assertThat(conclusion.best().config().number()).isEqualTo(1);
                    assertThat(conclusion.basis()).isEqualTo(Basis.OBSERVED);
                });
    }

    private static Recommender recommender(RecommendBy by, Map<Long, Double> estimates, int most) {
        Objective objective = new Objective(METRIC, Direction.MAXIMIZE);
        Study study = new Study(
                new Estimating(estimates),
                objective,
                List.of(METRIC),
                TrialJournal.none(),
                StoppingRule.never(),
                List.of(),
                Clock.systemUTC());
        study.run(new StepExecutor(1, config -> scored(config, OBSERVED[(int) config.number()])));
        return Recommender.of(study, by, most);
    }

    /** Proposes the same config each time, and estimates what it is told to. */
    private record Estimating(Map<Long, Double> estimated) implements Sampler, Recommending {
        @Override
        public long trials() {
            return OBSERVED.length;
        }

        @Override
        public TrialConfig propose(long number, History history) {
            return config(number);
        }

        @Override
        public OptionalLong recommended(History history) {
            return OptionalLong.empty();
        }

        @Override
        public Map<Long, Double> estimates(History history) {
            return estimated;
        }
    }

    private static TrialConfig config(long number) {
        return new TrialConfig(number, "LinearSVC", Map.of(), number);
    }

    private static TrialOutcome scored(TrialConfig config, double score) {
        return new Scored(config, Lane.FAST, List.of(new FoldScore(0, Map.of(METRIC, score), 1, 1)), 1);
    }

    private static TrialOutcome failed(TrialConfig config) {
        return new Failed(config, FailureCategory.TRAINING_FAILED, "no", 1);
    }
}
