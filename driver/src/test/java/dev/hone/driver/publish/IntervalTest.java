package dev.hone.driver.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IntervalTest {
    private static final double EXACT = 1e-5;

    @Test
    void ofFoldsTheVarianceIsCorrectedForTrainingRowsThatOverlap() {
        Interval interval = Interval.ofFolds(new double[] {0.1, 0.2, 0.3}, 0.5).orElseThrow();

        // 0.2 -+ 4.302653 * sqrt((1/3 + 1/2) * 0.01)
        assertThat(interval.low()).isCloseTo(-0.192777, within(EXACT));
        assertThat(interval.high()).isCloseTo(0.592777, within(EXACT));
        assertThat(Interval.ofFolds(new double[] {0.1, 0.1}, 0.5)).contains(new Interval(0.1, 0.1));
    }

    @Test
    void ofRowsItIsThatOfAMeanWhereTheMetricIsOne() {
        int[] rows = IntStream.rangeClosed(1, 10).toArray();

        Interval interval = Interval.ofRows(
                        rows, 5.5, some -> Arrays.stream(some).average().orElseThrow(), 7)
                .orElseThrow();

        // 5.5 -+ 2.262157 * sqrt(9.166667 / 10)
        assertThat(interval.low()).isCloseTo(3.334149, within(EXACT));
        assertThat(interval.high()).isCloseTo(7.665851, within(EXACT));
    }

    @Test
    void manyRowsAreLeftOutByGroups() {
        int[] rows = IntStream.range(0, 1010).toArray();

        Interval interval = Interval.ofRows(
                        rows,
                        504.5,
                        some -> {
                            assertThat(some).hasSizeBetween(959, 960).isSorted().doesNotHaveDuplicates();
                            return Arrays.stream(some).average().orElseThrow();
                        },
                        7)
                .orElseThrow();

        double ofMean = 2 * 1.96 * Math.sqrt((1010.0 * 1010 - 1) / 12 / 1010);
        assertThat(interval.high() - interval.low()).isBetween(0.6 * ofMean, 1.6 * ofMean);
    }

    @Test
    void whereThereIsNoTellingThereIsNone() {
        assertThat(Interval.ofFolds(new double[] {0.1}, 0.5)).isEmpty();
        assertThat(Interval.ofFolds(new double[] {0.1, Double.NaN}, 0.5)).isEmpty();
        assertThat(Interval.ofRows(new int[] {1}, 0.1, some -> 0, 7)).isEmpty();
        assertThat(Interval.ofRows(new int[] {1, 2}, 0.1, some -> Double.NaN, 7))
                .as("a class is missing without a group")
                .isEmpty();
    }
}
