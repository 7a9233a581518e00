package dev.hone.driver.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.publish.ScoreComparison.Basis;
import dev.hone.driver.publish.ScoreComparison.ChampionScores;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PublishRuleTest {
    private static final Basis BASIS = new Basis(PublishRows.FOLDS, 3, 150, ChampionScores.RESCORED);

    @Test
    void betterNeedsAnIntervalAboveTheTolerance() {
        assertThat(PublishRule.BETTER.accepts(accuracy(0.8, 0.9, 0.01, 0.19), 0))
                .isTrue();
        assertThat(PublishRule.BETTER.accepts(accuracy(0.8, 0.9, 0.01, 0.19), 0.01))
                .isFalse();
        assertThat(PublishRule.BETTER.accepts(accuracy(0.8, 0.9, -0.01, 0.21), 0))
                .as("luck of the rows")
                .isFalse();
        assertThat(PublishRule.BETTER.accepts(accuracy(0.9, 0.8, -0.19, -0.01), 0))
                .isFalse();
        assertThat(PublishRule.BETTER.accepts(
                        new ScoreComparison(objective(Direction.MAXIMIZE), 0.8, 0.9, Optional.empty(), BASIS), 0))
                .as("without an interval")
                .isFalse();
    }

    @Test
    void notWorseLetsTheScoreBeWorseByTheTolerance() {
        assertThat(PublishRule.NOT_WORSE.accepts(accuracy(0.9, 0.89, -0.05, 0.03), 0))
                .isFalse();
        assertThat(PublishRule.NOT_WORSE.accepts(accuracy(0.9, 0.89, -0.05, 0.03), 0.01))
                .isTrue();
        assertThat(PublishRule.NOT_WORSE.accepts(accuracy(0.9, 0.95, -0.02, 0.12), 0))
                .isTrue();
    }

    @Test
    void equalScoresAreNotWorseAndNotBetter() {
        ScoreComparison equal = accuracy(0.1 + 0.2, 0.3, 0, 0);

        assertThat(equal.improvement()).as("but for rounding").isNegative();
        assertThat(PublishRule.NOT_WORSE.accepts(equal, 0)).isTrue();
        assertThat(PublishRule.BETTER.accepts(equal, 0)).isFalse();
        assertThat(equal.text("version 1"))
                .isEqualTo("accuracy 0.3000 against 0.3000 of version 1 on 150 rows of 3 folds: equal (95% interval of"
                        + " the improvement 0 to 0)");
    }

    @Test
    void aSmallerErrorIsBetter() {
        ScoreComparison smaller = new ScoreComparison(
                new Objective("rmse", Direction.MINIMIZE), 2.0, 1.5, Optional.of(new Interval(0.1, 0.9)), BASIS);

        assertThat(smaller.improvement()).isEqualTo(0.5);
        assertThat(PublishRule.BETTER.accepts(smaller, 0)).isTrue();
        assertThat(PublishRule.NOT_WORSE.accepts(smaller, 0)).isTrue();
        ScoreComparison larger = new ScoreComparison(
                new Objective("rmse", Direction.MINIMIZE), 1.5, 2.0, Optional.of(new Interval(-0.9, -0.1)), BASIS);
        assertThat(PublishRule.BETTER.accepts(larger, 0)).isFalse();
        assertThat(PublishRule.NOT_WORSE.accepts(larger, 0.4)).isFalse();
        assertThat(PublishRule.NOT_WORSE.accepts(larger, 0.5)).isTrue();
        assertThat(larger.text("version 7"))
                .contains("rmse 2.000 against 1.500 of version 7")
                .contains("worse by 0.5000");
    }

    @Test
    void nothingIsSaidOfScoresThatAreNaN() {
        for (PublishRule rule : new PublishRule[] {PublishRule.BETTER, PublishRule.NOT_WORSE}) {
            assertThat(rule.accepts(accuracy(Double.NaN, 0.9, Double.NaN, Double.NaN), 1))
                    .isFalse();
            assertThat(rule.accepts(accuracy(0.9, Double.NaN, Double.NaN, Double.NaN), 1))
                    .isFalse();
        }
        assertThat(PublishRule.ALWAYS.accepts(accuracy(0.9, Double.NaN, 0, 0), 0))
                .isTrue();
    }

    @Test
    void aComparisonIsReadBackAsItWasWritten() {
        ScoreComparison comparison = accuracy(0.8, 0.9, 0.01, 0.19);
        ScoreComparison bare = new ScoreComparison(
                new Objective("rmse", Direction.MINIMIZE),
                1,
                2,
                Optional.empty(),
                new Basis(PublishRows.HOLDOUT, 1, 1, ChampionScores.OUT_OF_FOLD));

        assertThat(ScoreComparison.fromJson(comparison.toJson())).isEqualTo(comparison);
        assertThat(ScoreComparison.fromJson(bare.toJson())).isEqualTo(bare);
    }

    private static ScoreComparison accuracy(double champion, double challenger, double low, double high) {
        return new ScoreComparison(
                objective(Direction.MAXIMIZE), champion, challenger, Optional.of(new Interval(low, high)), BASIS);
    }

    private static Objective objective(Direction direction) {
        return new Objective("accuracy", direction);
    }
}
