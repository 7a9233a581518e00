package dev.hone.driver.sampler.gp;

import java.util.Arrays;

/**
 * What a Gaussian process does not know beforehand, as logarithms in one array, which is what is optimized.
 *
 * <pre>
 *   log l_1 ... log l_d   log s^2   log noise variance
 * </pre>
 */
record Hyperparameters(double[] logs) {

    /** The same lengthscale for every dimension. */
    static Hyperparameters of(int dimensions, double lengthscale, double variance, double noise) {
        double[] logs = new double[dimensions + 2];
        Arrays.fill(logs, 0, dimensions, StrictMath.log(lengthscale));
        logs[dimensions] = StrictMath.log(variance);
        logs[dimensions + 1] = StrictMath.log(noise);
        return new Hyperparameters(logs);
    }

    int dimensions() {
        return logs.length - 2;
    }

    double[] lengthscales() {
        double[] lengthscales = new double[dimensions()];
        Arrays.setAll(lengthscales, dimension -> StrictMath.exp(logs[dimension]));
        return lengthscales;
    }

    /** The variance of the function. */
    double variance() {
        return StrictMath.exp(logs[dimensions()]);
    }

    /** The variance of the noise of an observation. */
    double noise() {
        return StrictMath.exp(logs[dimensions() + 1]);
    }

    Kernel kernel(KernelSpace space) {
        return new Kernel(space, lengthscales(), variance());
    }
}
