package dev.hone.driver.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.worker.optimize.DifferentiableFunction;

/** Compares gradients with central differences. */
final class Gradients {
    private static final double STEP = 1e-5;

    private Gradients() {}

    static void assertGradient(DifferentiableFunction function, double[] point, double tolerance) {
        double[] gradient = new double[point.length];
        function.at(point, gradient);
        for (int index = 0; index < point.length; index++) {
            double expected =
                    (valueAt(function, point, index, STEP) - valueAt(function, point, index, -STEP)) / (2 * STEP);
            assertThat(gradient[index])
                    .as("derivative by coordinate %s", index)
                    .isCloseTo(expected, within(tolerance * (1 + Math.abs(expected))));
        }
    }

    private static double valueAt(DifferentiableFunction function, double[] point, int index, double step) {
        double[] moved = point.clone();
        moved[index] += step;
        return function.at(moved, new double[point.length]);
    }
}
