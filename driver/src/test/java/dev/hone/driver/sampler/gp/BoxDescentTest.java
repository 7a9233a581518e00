package dev.hone.driver.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.sampler.gp.BoxDescent.Minimum;
import dev.hone.worker.optimize.DifferentiableFunction;
import org.junit.jupiter.api.Test;

class BoxDescentTest {
    private static final DifferentiableFunction ROSENBROCK = (x, gradient) -> {
        double valley = x[1] - x[0] * x[0];
        gradient[0] = -400 * x[0] * valley - 2 * (1 - x[0]);
        gradient[1] = 200 * valley;
        return 100 * valley * valley + (1 - x[0]) * (1 - x[0]);
    };

    @Test
    void findsAMinimumInside() {
        Minimum minimum = descent(2).minimize(ROSENBROCK, new double[] {-1.2, 1});

        assertThat(minimum.point()).containsExactly(new double[] {1, 1}, within(1e-5));
        assertThat(minimum.value()).isLessThan(1e-10);
    }

    @Test
    void findsAMinimumAtABound() {
        Minimum minimum = descent(0.5).minimize(ROSENBROCK, new double[] {-1.2, 0.1});

        assertThat(minimum.point()).containsExactly(new double[] {0.5, 0.25}, within(1e-6));
    }

    @Test
    void beginsInsideTheBoxAndLeavesTheStartAsItIs() {
        double[] start = {7, -7};

        Minimum minimum = descent(2).minimize(ROSENBROCK, start);

        assertThat(start).containsExactly(7, -7);
        assertThat(minimum.value()).isLessThan(1e-8);
    }

    @Test
    void staysWhereTheGradientVanishes() {
        Minimum minimum = descent(2).minimize((x, gradient) -> 3, new double[] {1, 0});

        assertThat(minimum.point()).containsExactly(1, 0);
        assertThat(minimum.value()).isEqualTo(3);
    }

    private static BoxDescent descent(double most) {
        return new BoxDescent(new double[] {-2, -2}, new double[] {most, most}, 200, 0);
    }
}
