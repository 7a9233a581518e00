package dev.hone.driver.sampler.gp;

import java.util.Arrays;

/**
 * The logarithm of the expected improvement over the best posterior mean at any visited point. Not over the best observed score:
 * where scores are noisy, that is the luckiest one. Serves one thread.
 */
final class ExpectedImprovement {
    /** As a share of the variance before observations: what is left of it by rounding. */
    private static final double LEAST_VARIANCE = 1e-12;

    private final Posterior posterior;
    private final Kernel kernel;
    private final double[][] features;
    private final double best;
    private final double[] squares;
    private final double[] solved;
    private final double[] byCovariance;

    ExpectedImprovement(Posterior posterior) {
        this.posterior = posterior;
        kernel = posterior.kernel();
        features = posterior.features();
        best = posterior.best();
        squares = new double[features.length];
        solved = new double[features.length];
        byCovariance = new double[features.length];
    }

    /** The values at some points of a list, side by side, which is faster than one after the other. */
    double[] logs(double[][] points, int from, int to) {
        int count = to - from;
        double[][] block = covariances(points, from, count);
        Dense.solveLower(posterior.factor(), block, count);
        double[] variances = new double[count];
        Arrays.fill(variances, kernel.variance());
        double[] means = new double[count];
        Arrays.fill(means, posterior.mean());
        for (int row = 0; row < block.length; row++) {
            double[] current = block[row];
            for (int point = 0; point < count; point++) {
                variances[point] -= current[point] * current[point];
            }
            Dense.addScaled(means, posterior.whitened()[row], current, count);
        }
        double[] values = new double[count];
        for (int point = 0; point < count; point++) {
            double deviation = deviation(variances[point]);
            values[point] = StrictMath.log(deviation) + LogExpectedImprovement.log((best - means[point]) / deviation);
        }
        return values;
    }

    private double[][] covariances(double[][] points, int from, int count) {
        double[][] block = new double[features.length][count];
        for (int row = 0; row < features.length; row++) {
            for (int point = 0; point < count; point++) {
                block[row][point] = kernel.covariance(points[from + point], features[row]);
            }
        }
        return block;
    }

    private double deviation(double variance) {
        return Math.sqrt(Math.max(variance, LEAST_VARIANCE * kernel.variance()));
    }

    /**
     * The value at a point, and its gradient by the features.
     *
     * <pre>
     *   u = (best - mean) / sd,  h as in LogExpectedImprovement
     *   d log(sd h(u)) = -(Phi / h) d mean / sd + (1 - u Phi / h) d sd / sd
     *   d mean = dk' K^-1 (z - m),  d sd = -dk' K^-1 k / sd
     * </pre>
     *
     * @param gradient is filled
     */
    double log(double[] point, double[] gradient) {
        int count = features.length;
        for (int row = 0; row < count; row++) {
            squares[row] = kernel.squared(point, features[row]);
            solved[row] = kernel.variance() * Kernel.correlation(squares[row]);
        }
        Dense.solveLower(posterior.factor(), solved);
        double deviation = deviation(kernel.variance() - Dense.dot(solved, solved, count));
        double mean = posterior.mean() + Dense.dot(solved, posterior.whitened(), count);
        double standardized = (best - mean) / deviation;
        fillByCovariance(standardized, deviation);
        Arrays.fill(gradient, 0);
        for (int row = 0; row < count; row++) {
            kernel.addGradient(point, features[row], squares[row], byCovariance[row], gradient);
        }
        return StrictMath.log(deviation) + LogExpectedImprovement.log(standardized);
    }

    /** The derivative of the value by the covariance with each visited point. */
    private void fillByCovariance(double standardized, double deviation) {
        double slope = LogExpectedImprovement.slope(standardized);
        double byDeviation = 1 - standardized * slope;
        Dense.solveLowerTransposed(posterior.factor(), solved);
        Arrays.fill(byCovariance, 0);
        Dense.addScaled(byCovariance, -slope / deviation, posterior.weights(), byCovariance.length);
        Dense.addScaled(byCovariance, -byDeviation / (deviation * deviation), solved, byCovariance.length);
    }
}
