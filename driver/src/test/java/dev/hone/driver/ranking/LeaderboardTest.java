package dev.hone.driver.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.Trials;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LeaderboardTest {
    private static final String METRIC = "f1";

    static LongStream seeds() {
        return new Random().longs(10);
    }

    @Test
    void theBestComesFirstAndOfEqualScoresTheLowerNumber() {
        Leaderboard leaderboard = leaderboard(
                Direction.MAXIMIZE,
                Trials.scored(4, METRIC, 0.5),
                Trials.scored(0, METRIC, 0.25),
                Trials.scored(2, METRIC, 0.25, 0.75),
                Trials.scored(1, METRIC, 0.75));

        assertThat(leaderboard.top(10)).extracting(Leaderboard.Row::number).containsExactly(1L, 2L, 4L, 0L);
        assertThat(leaderboard.top(10)).extracting(Leaderboard.Row::rank).containsExactly(1, 2, 3, 4);
        assertThat(leaderboard.top(2)).extracting(Leaderboard.Row::number).containsExactly(1L, 2L);
        assertThat(leaderboard.best().trial()).contains(Trials.scored(1, METRIC, 0.75));
    }

    @Test
    void theLowestComesFirstWhereSmallerIsBetter() {
        Leaderboard leaderboard = leaderboard(
                Direction.MINIMIZE,
                Trials.scored(0, METRIC, 0.5),
                Trials.scored(1, METRIC, 0.25),
                Trials.scored(2, METRIC, 0.25));

        assertThat(leaderboard.top(10)).extracting(Leaderboard.Row::number).containsExactly(1L, 2L, 0L);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyOrderOfArrivalGivesTheSameRanks(long seed) {
        Random random = new Random(seed);
        List<Scored> trials = new ArrayList<>();
        for (int number = 0; number < 100; number++) {
            trials.add(Trials.scored(number, METRIC, random.nextInt(8) / 8.0));
        }
        List<Long> expected = trials.stream()
                .sorted(Comparator.<Scored>comparingDouble(trial -> -trial.mean(METRIC))
                        .thenComparing(trial -> trial.config().number()))
                .map(trial -> trial.config().number())
                .toList();
        Collections.shuffle(trials, random);
        Leaderboard leaderboard = leaderboard(Direction.MAXIMIZE, trials.toArray(TrialOutcome[]::new));

        List<Long> numbers = new ArrayList<>();
        leaderboard.forEachScored(row -> numbers.add(row.number()));

        assertThat(numbers).isEqualTo(expected);
        assertThat(leaderboard.best().trial().orElseThrow().config().number()).isEqualTo(expected.get(0));
    }

    @Test
    void aRowHoldsMeanAndStdOfEachMetricAndTheTimes() {
        Scored trial = new Scored(
                Trials.config(3),
                Lane.INLINE,
                List.of(
                        new FoldScore(0, Map.of("rmse", 1.0, "r2", 0.5), 1_000, 10),
                        new FoldScore(1, Map.of("rmse", 3.0, "r2", 0.5), 2_000, 20)),
                9_000);
        Leaderboard leaderboard = new Leaderboard(new Objective("r2", Direction.MAXIMIZE), List.of("rmse", "r2"));
        leaderboard.add(trial);

        assertThat(leaderboard.top(1))
                .containsExactly(new Leaderboard.Row(
                        1, 3, new LaneChoice(Lane.INLINE, ""), List.of(2.0, 0.5), List.of(1.0, 0.0), 9_000, 3_000));
        assertThat(leaderboard.totalTrainNanos()).isEqualTo(3_000);
    }

    @Test
    void failedTrialsAreCountedAndListedByNumber() {
        Leaderboard leaderboard = leaderboard(
                Direction.MAXIMIZE, Trials.failed(7, "late"), Trials.scored(5, METRIC, 0.5), Trials.failed(2, "early"));

        assertThat(leaderboard.failures()).extracting(Failed::message).containsExactly("early", "late");
        assertThat(leaderboard.failed()).isEqualTo(2);
        assertThat(leaderboard.succeeded()).isEqualTo(1);
    }

    @Test
    void withoutAScoreThereIsNoBest() {
        Leaderboard leaderboard = leaderboard(Direction.MAXIMIZE, Trials.failed(0, "no"));

        assertThat(leaderboard.best().trial()).isEmpty();
        assertThat(leaderboard.top(10)).isEmpty();
    }

    @Test
    void theObjectiveIsOneOfTheMetrics() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Leaderboard(new Objective("f1", Direction.MAXIMIZE), List.of("accuracy")))
                .withMessage("The objective must be one of the metrics [accuracy] (objective: f1)");
    }

    @Test
    void stdIsThatOfTheFoldsAsAPopulation() {
        assertThat(Trials.scored(0, METRIC, 1, 2, 3, 4).std(METRIC)).isEqualTo(Math.sqrt(1.25), within(1e-15));
    }

    private static Leaderboard leaderboard(Direction direction, TrialOutcome... outcomes) {
        Leaderboard leaderboard = new Leaderboard(new Objective(METRIC, direction), List.of(METRIC));
        for (TrialOutcome outcome : outcomes) {
            leaderboard.add(outcome);
        }
        return leaderboard;
    }
}
