package dev.hone.driver.sampler.gp;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * A Gaussian process that knows observations, and for the trials that run made-up scores: as many sets of them as there are
 * fantasies, each drawn from the process (Snoek, Larochelle and Adams, "Practical Bayesian optimization of machine learning
 * algorithms", NIPS 2012, section 3.2).
 *
 * <pre>
 *   K + noise I = L L'   of observed and running points, in this order
 *   w = L^-1 (z - m)     observed part: does not depend on the running points; running part: standard normal, hence drawn so
 *   mean(x) = m + w' v,  variance(x) = s^2 - v' v,  v = L^-1 k(x)
 * </pre>
 *
 * <p>Immutable.
 */
final class Posterior {
    private static final int FANTASIES = 64;

    private final Kernel kernel;
    private final double[][] features;
    private final EarlierRows earlier;
    private final double[][] factor;
    private final double mean;
    private final double[][] whitened;
    private final double[][] weights;
    private final double[][] visitedMeans;

    /**
     * @param observed features of the observed points
     * @param scores z, one per observed point
     * @param earlier which of these are of an earlier run
     * @param running features of the points of trials that run
     * @param random what fantasies are drawn by
     */
    Posterior(
            KernelSpace space,
            Hyperparameters hyperparameters,
            double[][] observed,
            double[] scores,
            EarlierRows earlier,
            double[][] running,
            Random random) {
        this.earlier = earlier;
        kernel = hyperparameters.kernel(space);
        features = Arrays.copyOf(observed, observed.length + running.length);
        System.arraycopy(running, 0, features, observed.length, running.length);
        factor = Dense.cholesky(matrix(hyperparameters.noise()));
        double[] known = scores.clone();
        mean = ConstantMean.whiten(Arrays.copyOf(factor, observed.length), known);
        int fantasies = running.length == 0 ? 1 : FANTASIES;
        whitened = new double[fantasies][];
        Arrays.setAll(
                whitened,
                fantasy -> fantasy % 2 == 0 ? drawn(known, random) : mirrored(whitened[fantasy - 1], known.length));
        weights = new double[fantasies][];
        Arrays.setAll(weights, fantasy -> weights(whitened[fantasy]));
        visitedMeans = new double[fantasies][];
        Arrays.setAll(visitedMeans, fantasy -> visitedMeans(fantasy, hyperparameters.noise()));
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

    private double[] drawn(double[] known, Random random) {
        double[] all = Arrays.copyOf(known, features.length);
        for (int index = known.length; index < all.length; index++) {
            all[index] = random.nextGaussian();
        }
        return all;
    }

    /** The opposite draw: pairs of them have the expected mean exactly. */
    private static double[] mirrored(double[] white, int known) {
        double[] mirrored = white.clone();
        for (int index = known; index < white.length; index++) {
            mirrored[index] = -white[index];
        }
        return mirrored;
    }

    private double[] weights(double[] white) {
        double[] weights = white.clone();
        Dense.solveLowerTransposed(factor, weights);
        return weights;
    }

    /**
     * The mean at visited points is the score there less the part of noise in it: {@code K a = z - m - noise a}. Of an earlier
     * run's points, it is that of what the run measured, its level included.
     */
    private double[] visitedMeans(int fantasy, double noise) {
        return IntStream.range(0, features.length)
                .mapToDouble(row ->
                        mean + Dense.dot(factor[row], whitened[fantasy], row + 1) - noise * weights[fantasy][row])
                .toArray();
    }

    /**
     * The least mean at a point that this run has visited, in a fantasy; the largest of all where it has visited none, so that the
     * least mean of all improves on it the most.
     */
    double best(int fantasy) {
        double[] own = IntStream.range(0, features.length)
                .filter(row -> !earlier.isEarlier(row))
                .mapToDouble(row -> visitedMeans[fantasy][row])
                .toArray();
        return own.length > 0
                ? Arrays.stream(own).min().orElseThrow()
                : Arrays.stream(visitedMeans[fantasy]).max().orElseThrow();
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

    /** Number of sets of made-up scores; 1 if no trial runs. */
    int fantasies() {
        return whitened.length;
    }

    /** w of a fantasy. */
    double[] whitened(int fantasy) {
        return whitened[fantasy];
    }

    /** {@code K^-1 (z - m)} of a fantasy. */
    double[] weights(int fantasy) {
        return weights[fantasy];
    }

    /** The mean at each observed point, then at each running one, in a fantasy. */
    double[] visitedMeans(int fantasy) {
        return visitedMeans[fantasy];
    }
}
