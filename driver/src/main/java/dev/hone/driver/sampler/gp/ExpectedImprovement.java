package dev.hone.driver.sampler.gp;

import java.util.Arrays;

/**
 * The logarithm of the expected improvement over the best posterior mean at any visited point, averaged over fantasies. Not the
 * best observed score: where scores are noisy, that is the luckiest one. Serves one thread.
 */
final class ExpectedImprovement {
    /** As a share of the variance before observations: what is left of it by rounding. */
    private static final double LEAST_VARIANCE = 1e-12;

    private static final TabulatedImprovement TABLE = TabulatedImprovement.INSTANCE;

    private final Posterior posterior;
    private final Kernel kernel;
    private final double[][] features;
    private final double[] best;
    private final double[] logs;
    private final double[] standardized;
    private final double[] squares;
    private final double[] solved;
    private final double[] byCovariance;

    ExpectedImprovement(Posterior posterior) {
        this.posterior = posterior;
        kernel = posterior.kernel();
        features = posterior.features();
        best = new double[posterior.fantasies()];
        Arrays.setAll(best, posterior::best);
        logs = new double[best.length];
        standardized = new double[best.length];
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
        double[][] means = new double[best.length][count];
        for (double[] each : means) {
            Arrays.fill(each, posterior.mean());
        }
        for (int row = 0; row < block.length; row++) {
            double[] current = block[row];
            for (int point = 0; point < count; point++) {
                variances[point] -= current[point] * current[point];
            }
            for (int fantasy = 0; fantasy < best.length; fantasy++) {
                Dense.addScaled(means[fantasy], posterior.whitened(fantasy)[row], current, count);
            }
        }
        double[] values = new double[count];
        Arrays.setAll(values, point -> log(means, variances[point], point));
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

    private double log(double[][] means, double variance, int point) {
        double deviation = deviation(variance);
        for (int fantasy = 0; fantasy < best.length; fantasy++) {
            logs[fantasy] = TABLE.log((best[fantasy] - means[fantasy][point]) / deviation);
        }
        return StrictMath.log(deviation) + logMean();
    }

    private double deviation(double variance) {
        return Math.sqrt(Math.max(variance, LEAST_VARIANCE * kernel.variance()));
    }

    /** The logarithm of the mean of what {@link #logs} are the logarithms of. */
    private double logMean() {
        if (logs.length == 1) {
            return logs[0];
        }
        double largest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            largest = Math.max(largest, log);
        }
        double sum = 0;
        for (double log : logs) {
            sum += StrictMath.exp(log - largest);
        }
        return largest + StrictMath.log(sum / logs.length);
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
        for (int fantasy = 0; fantasy < best.length; fantasy++) {
            double mean = posterior.mean() + Dense.dot(solved, posterior.whitened(fantasy), count);
            standardized[fantasy] = (best[fantasy] - mean) / deviation;
            logs[fantasy] = TABLE.log(standardized[fantasy]);
        }
        double value = logMean();
        fillByCovariance(value, deviation);
        Arrays.fill(gradient, 0);
        for (int row = 0; row < count; row++) {
            kernel.addGradient(point, features[row], squares[row], byCovariance[row], gradient);
        }
        return StrictMath.log(deviation) + value;
    }

    /** The derivative of the value by the covariance with each visited point. */
    private void fillByCovariance(double value, double deviation) {
        Arrays.fill(byCovariance, 0);
        double byDeviation = 0;
        for (int fantasy = 0; fantasy < best.length; fantasy++) {
            double share = StrictMath.exp(logs[fantasy] - value) / best.length;
            double slope = TABLE.slope(standardized[fantasy]);
            Dense.addScaled(byCovariance, -share * slope / deviation, posterior.weights(fantasy), byCovariance.length);
            byDeviation += share * (1 - standardized[fantasy] * slope);
        }
        Dense.solveLowerTransposed(posterior.factor(), solved);
        Dense.addScaled(byCovariance, -byDeviation / (deviation * deviation), solved, byCovariance.length);
    }
}
