package dev.hone.driver.sampler.cma;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.EigenDecomposition;

/**
 * The normal distribution from which points are drawn, and how a generation changes it. A generation is any {@code lambda}
 * points of the unit cube: those that were drawn from an earlier distribution, or by another sampler, are taken as injected
 * ones are (Hansen, "Injecting external solutions into CMA-ES", arXiv 1110.4181): steps longer than usual are shortened.
 *
 * <pre>
 *   x = m + s B D z                                   C = B D^2 B'
 *   m' = m + s y                                      y = sum_i w_i (x_i - m) / s, best half
 *   p_s' = (1 - c_s) p_s + sqrt(c_s (2 - c_s) mu) C^-1/2 y
 *   p_c' = (1 - c_c) p_c + h sqrt(c_c (2 - c_c) mu) y
 *   C' = (1 - c_1 - c_mu) C + c_1 p_c p_c' + c_mu sum_i w_i y_i y_i'
 *   s' = s exp(c_s / d_s (|p_s| / E|z| - 1))
 * </pre>
 *
 * <p>Mutable, used by one thread.
 */
final class Evolution {
    private static final int MOST_DRAWS = 20;
    private static final double LARGEST_STEP = 1;
    private static final double SMALLEST_STD = 1e-10;
    private static final double WORST_CONDITION = 1e14;

    private final StrategyParams params;
    private final double[] smallestStds;
    private final double[] mean;
    private final double[] pathSigma;
    private final double[] pathC;
    private double[][] covariance;
    private double[][] basis;
    private double[] stds;
    private double sigma;
    private int generations;

    /**
     * @param mean of the first generation
     * @param sigma standard deviation of the first generation in every dimension
     * @param smallestStds what the standard deviation of each dimension is at least, so that levels of a list stay reachable
     */
    Evolution(StrategyParams params, double[] mean, double sigma, double[] smallestStds) {
        int n = mean.length;
        this.params = params;
        this.mean = mean.clone();
        this.sigma = sigma;
        this.smallestStds = smallestStds;
        pathSigma = new double[n];
        pathC = new double[n];
        covariance = identity(n);
        basis = identity(n);
        stds = new double[n];
        Arrays.fill(stds, 1);
    }

    private static double[][] identity(int n) {
        double[][] identity = new double[n][n];
        for (int i = 0; i < n; i++) {
            identity[i][i] = 1;
        }
        return identity;
    }

    int lambda() {
        return params.lambda();
    }

    /** A draw inside the unit cube; after some draws outside, the last one's nearest point of the cube. */
    double[] draw(Random random) {
        double[] point = new double[mean.length];
        for (int attempt = 0; attempt < MOST_DRAWS; attempt++) {
            double[] z = new double[mean.length];
            Arrays.setAll(z, i -> stds[i] * random.nextGaussian());
            double[] step = product(basis, z);
            Arrays.setAll(point, i -> mean[i] + sigma * step[i]);
            if (Arrays.stream(point).allMatch(place -> place >= 0 && place <= 1)) {
                return point;
            }
        }
        return Arrays.stream(point)
                .map(place -> Math.min(Math.max(place, 0), 1))
                .toArray();
    }

    /** Learns from a generation, its points best first. */
    void learn(List<double[]> ranked) {
        generations++;
        double[][] steps = new double[params.weights().length][];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = shortened(step(ranked.get(i)));
        }
        double[] y = new double[mean.length];
        for (int i = 0; i < steps.length; i++) {
            add(y, params.weights()[i], steps[i]);
        }
        add(mean, sigma, y);
        boolean isSteady = adaptPaths(y);
        adaptCovariance(steps, isSteady);
        double exponent = params.cSigma() / params.dSigma() * (norm(pathSigma) / params.expectedNorm() - 1);
        sigma = Math.min(sigma * Math.exp(Math.min(exponent, LARGEST_STEP)), 1);
        widen();
        decompose();
    }

    private double[] step(double[] point) {
        double[] step = new double[mean.length];
        Arrays.setAll(step, i -> (point[i] - mean[i]) / sigma);
        return step;
    }

    private double[] shortened(double[] step) {
        double n = mean.length;
        double length = norm(whitened(step));
        double most = Math.sqrt(n) + 2 * n / (n + 2);
        return length <= most
                ? step
                : Arrays.stream(step).map(value -> value * most / length).toArray();
    }

    /** Whether the step size's path is of a usual length, so that the covariance's may grow. */
    private boolean adaptPaths(double[] y) {
        double keepSigma = 1 - params.cSigma();
        double[] white = whitened(y);
        double gain = Math.sqrt(params.cSigma() * (2 - params.cSigma()) * params.muEff());
        Arrays.setAll(pathSigma, i -> keepSigma * pathSigma[i] + gain * white[i]);
        double usual = Math.sqrt(1 - Math.pow(keepSigma, 2.0 * generations)) * params.expectedNorm();
        boolean isSteady = norm(pathSigma) / usual < 1.4 + 2.0 / (mean.length + 1);
        double gainC = isSteady ? Math.sqrt(params.cc() * (2 - params.cc()) * params.muEff()) : 0;
        Arrays.setAll(pathC, i -> (1 - params.cc()) * pathC[i] + gainC * y[i]);
        return isSteady;
    }

    private void adaptCovariance(double[][] steps, boolean isSteady) {
        double lost = isSteady ? 0 : params.c1() * params.cc() * (2 - params.cc());
        double keep = 1 - params.c1() - params.cMu() + lost;
        for (int row = 0; row < mean.length; row++) {
            for (int column = 0; column <= row; column++) {
                double sum = params.c1() * pathC[row] * pathC[column];
                for (int i = 0; i < steps.length; i++) {
                    sum += params.cMu() * params.weights()[i] * steps[i][row] * steps[i][column];
                }
                covariance[row][column] = keep * covariance[row][column] + sum;
                covariance[column][row] = covariance[row][column];
            }
        }
    }

    /** Stretches dimensions whose standard deviation would fall below the smallest (as Hamano et al., "CMA-ES with margin"). */
    private void widen() {
        for (int i = 0; i < mean.length; i++) {
            double std = sigma * Math.sqrt(covariance[i][i]);
            if (std < smallestStds[i]) {
                double factor = smallestStds[i] / std;
                for (int j = 0; j < mean.length; j++) {
                    covariance[i][j] *= factor;
                    covariance[j][i] *= factor;
                }
            }
        }
    }

    private void decompose() {
        EigenDecomposition eigen = new EigenDecomposition(new Array2DRowRealMatrix(covariance, false));
        basis = eigen.getV().getData();
        stds = Arrays.stream(eigen.getRealEigenvalues())
                .map(value -> Math.sqrt(Math.max(value, 0)))
                .toArray();
    }

    /** Whether no more can be learnt: the distribution has shrunk to a point or to a line. */
    boolean hasConverged() {
        double largest = Arrays.stream(stds).max().orElse(0);
        double smallest = Arrays.stream(stds).min().orElse(0);
        return sigma * largest < SMALLEST_STD || largest * largest > WORST_CONDITION * smallest * smallest;
    }

    private double[] whitened(double[] step) {
        double[] white = new double[step.length];
        for (int column = 0; column < step.length; column++) {
            double dot = 0;
            for (int row = 0; row < step.length; row++) {
                dot += basis[row][column] * step[row];
            }
            double scaled = dot / Math.max(stds[column], Double.MIN_NORMAL);
            for (int row = 0; row < step.length; row++) {
                white[row] += basis[row][column] * scaled;
            }
        }
        return white;
    }

    private static double[] product(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int row = 0; row < vector.length; row++) {
            for (int column = 0; column < vector.length; column++) {
                product[row] += matrix[row][column] * vector[column];
            }
        }
        return product;
    }

    private static void add(double[] sum, double factor, double[] vector) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += factor * vector[i];
        }
    }

    private static double norm(double[] vector) {
        return Math.sqrt(Arrays.stream(vector).map(value -> value * value).sum());
    }
}
