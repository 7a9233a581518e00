package dev.hone.driver.sampler.gp;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A Gaussian process that knows observations, and believes that each trial that runs will score its posterior mean (the Kriging
 * believer of Ginsbourger, Le Riche and Carraro, "Kriging is well-suited to parallelize optimization", 2010): means stay as they
 * are, while variances shrink around the running points, so that the next proposal goes elsewhere.
 *
 * <pre>
 *   K + noise I = L L'   of observed and running points, in this order
 *   w = L^-1 (z - m)     running part: 0, since z is the mean there
 *   mean(x) = m + w' v,  variance(x) = s^2 - v' v,  v = L^-1 k(x)
 * </pre>
 *
 * <p>Immutable.
 */
final class Posterior {
    private final Kernel kernel;
    private final double[][] features;
    private final EarlierRows earlier;
    private final double[][] factor;
    private final double mean;
    private final double[] whitened;
    private final double[] weights;
    private final double[] visitedMeans;

    /**
     * @param observed features of the observed points
     * @param scores z, one per observed point
     * @param earlier which of these are of an earlier run
     * @param running features of the points of trials that run
     */
    Posterior(
            KernelSpace space,
            Hyperparameters hyperparameters,
            double[][] observed,
            double[] scores,
            EarlierRows earlier,
            double[][] running) {
        this.earlier = earlier;
        kernel = hyperparameters.kernel(space);
        features = Arrays.copyOf(observed, observed.length + running.length);
        System.arraycopy(running, 0, features, observed.length, running.length);
        factor = Dense.cholesky(matrix(hyperparameters.noise()));
        double[] known = scores.clone();
        mean = ConstantMean.whiten(Arrays.copyOf(factor, observed.length), known);
        whitened = Arrays.copyOf(known, features.length);
        weights = whitened.clone();
        Dense.solveLowerTransposed(factor, weights);
        visitedMeans = visitedMeans(hyperparameters.noise());
    }

    private double[][] matrix(double noise) {
        double[][] matrix = Dense.triangle(features.length);
        for (int row = 0; row < features.length; row++) {
            for (int column = 0; column < row; column++) {
                matrix[row][column] =
                        kernel.covariance(features[row], features[column]) + earlier.covariance(row, column);
            }
            matrix[row][row] = kernel.variance() + earlier.variance(row, noise);
        }
        return matrix;
    }

    /**
     * The mean at visited points is the score there less the part of noise in it: {@code K a = z - m - noise a}. Of an earlier
     * run's points, it is that of what the run measured, its level included.
     */
    private double[] visitedMeans(double noise) {
        double[] means = new double[features.length];
        Arrays.setAll(means, row -> mean + Dense.dot(factor[row], whitened, row + 1) - noise * weights[row]);
        return means;
    }

    /**
     * The least mean at a point that this run has visited; the largest of all where it has visited none, so that the least mean of
     * all improves on it the most.
     */
    double best() {
        double[] own = IntStream.range(0, features.length)
                .filter(row -> !earlier.isEarlier(row))
                .mapToDouble(row -> visitedMeans[row])
                .toArray();
        return own.length > 0
                ? Arrays.stream(own).min().orElseThrow()
                : Arrays.stream(visitedMeans).max().orElseThrow();
    }

    Kernel kernel() {
        return kernel;
    }

    /** Features of the observed points, then of the running ones. */
    double[][] features() {
        return features;
    }

    /** L. */
    double[][] factor() {
        return factor;
    }

    /** m. */
    double mean() {
        return mean;
    }

    /** w. */
    double[] whitened() {
        return whitened;
    }

    /** {@code K^-1 (z - m)}. */
    double[] weights() {
        return weights;
    }

    /** The mean at each observed point, then at each running one. */
    double[] visitedMeans() {
        return visitedMeans;
    }
}
