package dev.hone.driver.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hone.driver.Trials;
import dev.hone.driver.ranking.Objective.Direction;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BestTrialTest {
    private static final String METRIC = "f1";

    static LongStream seeds() {
        return new Random().longs(20);
    }

    @ParameterizedTest
    @EnumSource
    void theBetterScoreWins(Direction direction) {
        BestTrial low = best(direction, Trials.scored(0, METRIC, 0.25, 0.75));
        BestTrial high = best(direction, Trials.scored(1, METRIC, 1, 0.5));

        long winner = direction == Direction.MAXIMIZE ? 1 : 0;
        assertThat(number(low.merge(high))).isEqualTo(winner);
        assertThat(number(high.merge(low))).isEqualTo(winner);
    }

    @ParameterizedTest
    @EnumSource
    void ofEqualScoresTheLowerNumberWins(Direction direction) {
        BestTrial first = best(direction, Trials.scored(3, METRIC, 0.5));
        BestTrial second = best(direction, Trials.scored(4, METRIC, 0.25, 0.75));

        assertThat(number(first.merge(second))).isEqualTo(3);
        assertThat(number(second.merge(first))).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource
    void ofScoresThatAreEqualWithinRoundingTheLowerNumberWins(Direction direction) {
        BestTrial first = best(direction, Trials.scored(3, METRIC, 0.9));
        BestTrial above = best(direction, Trials.scored(4, METRIC, Math.nextUp(0.9)));
        BestTrial below = best(direction, Trials.scored(5, METRIC, Math.nextDown(0.9)));

        assertThat(number(above.merge(first).merge(below))).isEqualTo(3);
        assertThat(number(below.merge(above).merge(first))).isEqualTo(3);
    }

    @Test
    void scoresThatDifferByMoreThanRoundingDoNotTie() {
        BestTrial first = best(Direction.MAXIMIZE, Trials.scored(3, METRIC, 0.9));
        BestTrial better = best(Direction.MAXIMIZE, Trials.scored(4, METRIC, 0.9 * (1 + 2e-12)));

        assertThat(number(first.merge(better))).isEqualTo(4);
    }

    @Test
    void roundingKeepsTheOrderOfScores() {
        double[] scores = {-1e300, -0.9, Math.nextUp(-0.9), -1e-300, 0, 1e-300, 0.5, Math.nextUp(0.5), 1, 1e300};

        for (int index = 1; index < scores.length; index++) {
            assertThat(Objective.ranked(scores[index])).isGreaterThanOrEqualTo(Objective.ranked(scores[index - 1]));
        }
    }

    @Test
    void zeroAndMinusZeroAreEqualScores() {
        BestTrial zero = best(Direction.MAXIMIZE, Trials.scored(1, METRIC, 0.0));
        BestTrial minusZero = best(Direction.MAXIMIZE, Trials.scored(0, METRIC, -0.0));

        assertThat(number(zero.merge(minusZero))).isZero();
        assertThat(number(minusZero.merge(zero))).isZero();
    }

    @Test
    void anyTrialIsBetterThanNone() {
        BestTrial none = BestTrial.none(new Objective(METRIC, Direction.MAXIMIZE));
        BestTrial some = best(Direction.MAXIMIZE, Trials.scored(3, METRIC, -1e300));

        assertThat(none.merge(some)).isSameAs(some);
        assertThat(some.merge(none)).isSameAs(some);
        assertThat(none.merge(none).trial()).isEmpty();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theOrderAndTheGroupingOfMergesDoNotMatter(long seed) {
        Random random = new Random(seed);
        Direction direction = random.nextBoolean() ? Direction.MAXIMIZE : Direction.MINIMIZE;
        List<Scored> trials = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            trials.add(Trials.scored(number, METRIC, random.nextInt(4) / 4.0, random.nextInt(4) / 4.0));
        }
        Comparator<Scored> byScore = Comparator.comparingDouble(trial -> trial.mean(METRIC));
        Scored expected = trials.stream()
                .min((direction == Direction.MINIMIZE ? byScore : byScore.reversed())
                        .thenComparingLong(trial -> trial.config().number()))
                .orElseThrow();

        for (int round = 0; round < 20; round++) {
            Collections.shuffle(trials, random);
            assertThat(mergedInGroups(trials, direction, random).trial()).contains(expected);
        }
    }

    @Test
    void aScoreThatIsNotANumberIsNoScore() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trials.scored(0, METRIC, 0.5, Double.NaN))
                .withMessage("A scored trial's objective must be finite (f1 of fold 1: NaN)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Trials.scored(0, METRIC, Double.POSITIVE_INFINITY))
                .withMessage("A scored trial's objective must be finite (f1 of fold 0: NaN)");
    }

    @Test
    void directionsHaveLabels() {
        assertThat(Direction.MAXIMIZE.label()).isEqualTo("maximize");
        assertThat(Direction.labelled("minimize")).isEqualTo(Direction.MINIMIZE);
        assertThatIllegalArgumentException().isThrownBy(() -> Direction.labelled("upwards"));
    }

    /** Merges a random split of the list, each part in the same way. */
    private static BestTrial mergedInGroups(List<Scored> trials, Direction direction, Random random) {
        if (trials.size() == 1) {
            return best(direction, trials.get(0));
        }
        int split = 1 + random.nextInt(trials.size() - 1);
        return mergedInGroups(trials.subList(0, split), direction, random)
                .merge(mergedInGroups(trials.subList(split, trials.size()), direction, random));
    }

    private static BestTrial best(Direction direction, Scored trial) {
        return BestTrial.of(new Objective(METRIC, direction), trial);
    }

    private static long number(BestTrial best) {
        return best.trial().orElseThrow().config().number();
    }
}
