package dev.hone.driver.sampler.gp;

/**
 * What is believed of hyperparameters before anything is observed, for scores of mean 0 and variance 1 and places from 0 to 1.
 *
 * <pre>
 *   log l_i    normal, mean log(sqrt(d)) - 1, deviation 1: distances grow with the square root of the number of dimensions
 *              (Hvarfner, Hellsten and Nardi, "Vanilla Bayesian optimization performs great in high dimensions", ICML 2024)
 *   log s^2    normal, mean 0, deviation 1
 *   noise      gamma of shape 1.1 and given mean: flat on the log scale below it
 * </pre>
 */
final class Hyperprior {
    /** Mean of the noise variance where nothing is known of it. */
    static final double USUAL_NOISE = 0.037;

    private static final double LEAST_NOISE = 1e-4;
    private static final double MOST_NOISE = 1;
    private static final double NOISE_SHAPE = 1.1;

    private final int dimensions;
    private final double location;
    private final double noiseRate;

    /**
     * @param dimensions number of lengthscales
     * @param noise mean of the noise variance
     */
    Hyperprior(int dimensions, double noise) {
        this.dimensions = dimensions;
        location = location(dimensions);
        noiseRate = NOISE_SHAPE / Math.min(Math.max(noise, LEAST_NOISE), MOST_NOISE);
    }

    /** The most probable lengthscale. */
    static double typicalLengthscale(int dimensions) {
        return StrictMath.exp(location(dimensions));
    }

    private static double location(int dimensions) {
        return StrictMath.log(Math.max(dimensions, 1)) / 2 - 1;
    }

    /** The negative log density, up to a constant; its gradient is added. */
    double add(double[] logs, double[] gradient) {
        double value = 0;
        for (int dimension = 0; dimension < dimensions; dimension++) {
            double deviation = logs[dimension] - location;
            value += deviation * deviation / 2;
            gradient[dimension] += deviation;
        }
        value += logs[dimensions] * logs[dimensions] / 2;
        gradient[dimensions] += logs[dimensions];
        double logNoise = logs[dimensions + 1];
        double scaled = noiseRate * StrictMath.exp(logNoise);
        gradient[dimensions + 1] += scaled - (NOISE_SHAPE - 1);
        return value + scaled - (NOISE_SHAPE - 1) * logNoise;
    }
}
