package dev.hone.driver.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ScoreScaleTest {
    private static final ScoreScale SCALE =
            new ScoreScale(new double[] {1, -1, 5, 0}, new double[] {30, 10, Double.NaN, 11});

    @Test
    void lossesAreThoseObservedAndLinearBetweenThem() {
        assertThat(SCALE.loss(-1)).isEqualTo(10);
        assertThat(SCALE.loss(0)).isEqualTo(11);
        assertThat(SCALE.loss(-0.5)).isEqualTo(10.5);
        assertThat(SCALE.loss(0.5)).isEqualTo(20.5);
    }

    @Test
    void theScaleEndsWhereTheObservationsDo() {
        assertThat(SCALE.loss(-3)).isEqualTo(10);
        assertThat(SCALE.loss(4)).isEqualTo(30);
    }

    @Test
    void equalScoresHaveOneOfTheirLosses() {
        assertThat(new ScoreScale(new double[] {0, 0}, new double[] {2, 1}).loss(0))
                .isBetween(1.0, 2.0);
    }
}
