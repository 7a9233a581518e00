package dev.hone.driver.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WarpTest {

    @Test
    void lossesAreToldInUnitsOfTheMedian() {
        Losses losses = Losses.of(new double[] {3, 1, 2, 5, 1e300}, 8);

        assertThat(losses.relative()).containsExactly(1, 0, 0.5, 2, 11);
        assertThat(losses.unit()).isEqualTo(2);
    }

    @Test
    void theUnitIsToldByTheFirstTrials() {
        assertThat(Losses.of(new double[] {3, 5, 1.5, 1, 1, 1, 1}, 3).relative())
                .containsExactly(1, 2, 0.25, 0, 0, 0, 0);
    }

    @Test
    void aFailedTrialCountsAsTheWorst() {
        assertThat(Losses.of(new double[] {3, Double.NaN, 1, 2, 5, 4}, 8).relative())
                .containsExactly(1, 2, 0, 0.5, 2, 1.5);
    }

    @Test
    void tiesAndExtremesHaveFiniteLosses() {
        assertThat(Losses.of(new double[] {4, 4, 4}, 8).relative()).containsExactly(0, 0, 0);
        assertThat(Losses.of(new double[] {1, 1, 1, 2}, 8).relative()).containsExactly(0, 0, 0, 1);
        assertThat(Losses.of(new double[] {-1e308, 1e308, -1e308, 1e308}, 8).relative())
                .containsExactly(0, 1, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, 1, 0.1, 0.01, 0.001})
    void scoresAreStandardizedAndKeepTheOrder(double shift) {
        double[] relative = {0, 0.2, 1, 1.5, 11};
        Warp.Scores scores = new Warp(shift).scores(relative);

        assertThat(scores.values()).isSorted();
        assertThat(Arrays.stream(scores.values()).sum()).isCloseTo(0, within(1e-12));
        assertThat(Arrays.stream(scores.values()).map(score -> score * score).sum())
                .isCloseTo(5, within(1e-12));
    }

    /** A difference of scores over a difference of losses, for scores whose mean and variance stay. */
    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, 1, 0.1, 0.01, 0.001})
    void slopesAreThoseOfTheWarp(double shift) {
        double[] relative = {0, 1, 1 + 1e-6, 3, 9};
        Warp.Scores scores = new Warp(shift).scores(relative);
        double slope = (scores.values()[2] - scores.values()[1]) / 1e-6;

        assertThat(Math.exp(scores.logSlopes()[1])).isCloseTo(slope, within(1e-4 * slope));
    }

    @Test
    void constantLossesHaveScoresOfZero() {
        assertThat(new Warp(0.1).scores(new double[] {0, 0}).values()).containsExactly(0, 0);
    }
}
