package dev.hone.driver.sampler.gp;

import java.util.Arrays;
import java.util.Random;

/**
 * A Gaussian process that knows observations, and for the trials that run as many sets of made-up observations as there are
 * fantasies, each drawn from the process.
 *
 * <p>With {@code L} the factor of the covariance of observed and running points, {@code L^-1 (z - m)} of the observed ones
 * does not depend on the running ones, and that of the running ones is standard normal, which is how fantasies are drawn.
 */
final class Posterior {
    private final Kernel kernel;
    private final double[][] features;
    private final double[][] factor;
    private final double mean;

    /** By fantasy, L^-1 (z - m). */
    private final double[][] whitened;

    /** By fantasy, K^-1 (z - m). */
    private final double[][] weights;

    private final double[] best;
    private final double[] visitedMeans;

    Posterior(
            KernelSpace space,
            Hyperparameters hyperparameters,
            double[][] observed,
            double[] scores,
            double[][] running,
            int fantasies,
            long seed) {
        kernel = hyperparameters.kernel(space);
        features = Arrays.copyOf(observed, observed.length + running.length);
        System.arraycopy(running, 0, features, observed.length, running.length);
        factor = Dense.cholesky(matrix(hyperparameters.noise()));
        double[] known = scores.clone();
        mean = ConstantMean.subtract(Arrays.copyOf(factor, observed.length), known);
        int sets = running.length == 0 ? 1 : fantasies;
        whitened = new double[sets][];
        weights = new double[sets][];
        best = new double[sets];
        Random random = new Random(seed);
        double[] means = new double[0];
        for (int set = 0; set < sets; set++) {
            double[] all = Arrays.copyOf(known, features.length);
            for (int index = observed.length; index < all.length; index++) {
                all[index] = sets == 1 ? 0 : random.nextGaussian();
            }
            whitened[set] = all;
            weights[set] = all.clone();
            Dense.solveLowerTransposed(factor, weights[set]);
            means = means(all, weights[set], hyperparameters.noise());
            best[set] = Arrays.stream(means).min().orElseThrow();
        }
        visitedMeans = Arrays.copyOf(means, observed.length);
    }

    private double[] means(double[] white, double[] weight, double noise) {
        double[] means = new double[white.length];
        for (int row = 0; row < means.length; row++) {
            means[row] = mean + Dense.dot(factor[row], white, row + 1) - noise * weight[row];
        }
        return means;
    }

    private double[][] matrix(double noise) {
        double[][] matrix = Dense.triangle(features.length);
        for (int row = 0; row < features.length; row++) {
            for (int column = 0; column < row; column++) {
                matrix[row][column] = kernel.covariance(features[row], features[column]);
            }
            matrix[row][row] = kernel.variance() + noise;
        }
        return matrix;
    }

    double[] visitedMeans() {
        return visitedMeans;
    }

    int size() {
        return features.length;
    }

    /** Log expected improvement of many points. */
    double[] logImprovements(double[][] points, int from, int to) {
        int count = to - from;
        double[][] cross = new double[features.length][count];
        for (int row = 0; row < features.length; row++) {
            for (int point = 0; point < count; point++) {
                cross[row][point] = kernel.covariance(points[from + point], features[row]);
            }
        }
        Dense.solveLower(factor, cross, count);
        double[] variances = new double[count];
        double[][] means = new double[whitened.length][count];
        Arrays.fill(variances, kernel.variance());
        for (double[] each : means) {
            Arrays.fill(each, mean);
        }
        for (int row = 0; row < features.length; row++) {
            double[] current = cross[row];
            for (int point = 0; point < count; point++) {
                variances[point] -= current[point] * current[point];
            }
            for (int set = 0; set < means.length; set++) {
                Dense.addScaled(means[set], whitened[set][row], current, count);
            }
        }
        double[] values = new double[count];
        double[] logs = new double[means.length];
        for (int point = 0; point < count; point++) {
            double deviation = deviation(variances[point]);
            for (int set = 0; set < means.length; set++) {
                logs[set] = LogExpectedImprovement.log((best[set] - means[set][point]) / deviation);
            }
            values[point] = StrictMath.log(deviation) + logMeanExp(logs);
        }
        return values;
    }

    private double deviation(double variance) {
        return Math.sqrt(Math.max(variance, 1e-12 * kernel.variance()));
    }

    static double logMeanExp(double[] logs) {
        double largest = Double.NEGATIVE_INFINITY;
        for (double log : logs) {
            largest = Math.max(largest, log);
        }
        if (logs.length == 1 || largest == Double.NEGATIVE_INFINITY) {
            return largest;
        }
        double sum = 0;
        for (double log : logs) {
            sum += StrictMath.exp(log - largest);
        }
        return largest + StrictMath.log(sum / logs.length);
    }

    /** Log expected improvement at a point, and its gradient by features. */
    double logImprovement(double[] point, double[] gradient) {
        int count = features.length;
        double[] squares = new double[count];
        double[] solved = new double[count];
        for (int row = 0; row < count; row++) {
            squares[row] = kernel.squared(point, features[row]);
            solved[row] = kernel.variance() * Kernel.correlation(squares[row]);
        }
        Dense.solveLower(factor, solved);
        double deviation = deviation(kernel.variance() - Dense.dot(solved, solved, count));
        double[] logs = new double[whitened.length];
        double[] zs = new double[whitened.length];
        for (int set = 0; set < logs.length; set++) {
            zs[set] = (best[set] - mean - Dense.dot(solved, whitened[set], count)) / deviation;
            logs[set] = LogExpectedImprovement.log(zs[set]);
        }
        double value = logMeanExp(logs);
        // d log EI = -(Phi / h) dmean / s + (1 - z Phi / h) ds / s,  ds = -k' K^-1 dk / s
        double[] byCovariance = new double[count];
        double byVariance = 0;
        for (int set = 0; set < logs.length; set++) {
            double share = StrictMath.exp(logs[set] - value) / logs.length;
            double slope = LogExpectedImprovement.slope(zs[set]);
            Dense.addScaled(byCovariance, -share * slope / deviation, weights[set], count);
            byVariance += share * (1 - zs[set] * slope);
        }
        Dense.solveLowerTransposed(factor, solved);
        Dense.addScaled(byCovariance, -byVariance / (deviation * deviation), solved, count);
        Arrays.fill(gradient, 0);
        for (int row = 0; row < count; row++) {
            kernel.addGradient(point, features[row], squares[row], byCovariance[row], gradient);
        }
        return StrictMath.log(deviation) + value;
    }
}
