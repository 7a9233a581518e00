package dev.hone.driver.sampler.tpe;

import dev.hone.driver.sampler.encoding.Coordinate;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.special.Erf;

/**
 * A density over the points of one branch: a kernel at each of some points, and the uniform distribution as one more.
 *
 * <pre>
 *   p(x) = w_0 + sum_i w_i prod_j k_j(x_j | c_ij)          w_0 + sum_i w_i = 1
 *
 *   numbers      normal around c_ij, truncated to [0, 1]; bandwidth min(1.06 std, 0.2) n^(-1/(d+4)), at least half a level
 *                (Silverman, "Density estimation for statistics and data analysis", 1986)
 *   categories   1 - e if equal, else e / (k - 1)           (Aitchison and Aitken, "Multivariate binary discrimination by the
 *                                                            kernel method", Biometrika 63, 1976)
 * </pre>
 *
 * <p>All coordinates of a kernel belong together, so that the density has the interactions of the points.
 */
final class ParzenEstimator {
    private static final double BANDWIDTH = 0.2;
    private static final double NARROWEST = 1e-3;
    private static final int MOST_TRIES = 100;
    private static final double SQRT2 = Math.sqrt(2);

    private final Coordinate[] coordinates;
    private final int[] indices;
    private final double[][] centers;
    private final double[] cumulative;
    private final double[] logFactors;
    private final double[] bandwidths;
    private final double[] logSame;
    private final double[] logOther;
    private final double uniform;
    private final double priorWeight;

    /**
     * @param coordinates all of the space
     * @param indices of the coordinates that have a choice
     * @param points the kernels' centers
     * @param weights of the points, relative to the uniform distribution's, which is 1
     */
    ParzenEstimator(List<Coordinate> coordinates, int[] indices, List<double[]> points, double[] weights) {
        this.indices = indices;
        this.coordinates = Arrays.stream(indices).mapToObj(coordinates::get).toArray(Coordinate[]::new);
        centers = points.stream()
                .map(point -> Arrays.stream(indices)
                        .mapToDouble(index -> point[index])
                        .toArray())
                .toArray(double[][]::new);
        int kernels = points.size() + 1;
        double shrinkage = Math.pow(kernels, -1.0 / (indices.length + 4));
        bandwidths = new double[indices.length];
        logSame = new double[indices.length];
        logOther = new double[indices.length];
        double uniformDensity = 1;
        for (int j = 0; j < indices.length; j++) {
            Coordinate coordinate = this.coordinates[j];
            if (coordinate.isCategory()) {
                double levels = coordinate.levels();
                double total = 1 + levels / kernels;
                logSame[j] = Math.log((1 + 1.0 / kernels) / total);
                logOther[j] = Math.log(1.0 / kernels / total);
                uniformDensity /= levels;
            } else {
                double silverman = 1.06 * std(j, weights) * shrinkage;
                double narrowest = coordinate.isReal() ? NARROWEST : 0.5 / coordinate.levels();
                bandwidths[j] = Math.max(Math.min(silverman, BANDWIDTH * shrinkage), narrowest);
            }
        }
        uniform = uniformDensity;
        double sum = 1 + Arrays.stream(weights).sum();
        priorWeight = 1 / sum;
        cumulative = new double[points.size()];
        logFactors = new double[points.size()];
        double before = priorWeight;
        for (int i = 0; i < points.size(); i++) {
            before += weights[i] / sum;
            cumulative[i] = before;
            logFactors[i] = Math.log(weights[i] / sum) - logMass(centers[i]);
        }
    }

    /** Weighted standard deviation of a coordinate over the centers and the uniform distribution. */
    private double std(int j, double[] weights) {
        double total = 1;
        double mean = 0.5;
        double squares = 1.0 / 12;
        for (int i = 0; i < centers.length; i++) {
            total += weights[i];
            double off = centers[i][j] - mean;
            mean += off * weights[i] / total;
            squares += weights[i] * off * (centers[i][j] - mean);
        }
        return Math.sqrt(squares / total);
    }

    /** Logarithm of what the truncation leaves of a kernel, and of its normalization. */
    private double logMass(double[] center) {
        double log = 0;
        for (int j = 0; j < center.length; j++) {
            if (!coordinates[j].isCategory()) {
                double scale = SQRT2 * bandwidths[j];
                double mass = Erf.erf(-center[j] / scale, (1 - center[j]) / scale) / 2;
                log += Math.log(mass * bandwidths[j] * Math.sqrt(2 * Math.PI));
            }
        }
        return log;
    }

    /** Logarithm of the density at a point. */
    double logDensity(double[] point) {
        double sum = priorWeight * uniform;
        for (int i = 0; i < centers.length; i++) {
            sum += Math.exp(logFactors[i] + logKernel(point, centers[i]));
        }
        return Math.log(sum);
    }

    private double logKernel(double[] point, double[] center) {
        double log = 0;
        for (int j = 0; j < center.length; j++) {
            double place = point[indices[j]];
            if (coordinates[j].isCategory()) {
                log += place == center[j] ? logSame[j] : logOther[j];
            } else {
                double off = (place - center[j]) / bandwidths[j];
                log -= off * off / 2;
            }
        }
        return log;
    }

    /**
     * Sets the coordinates of a point by a draw from the density.
     *
     * @param point a draw from the uniform distribution, which remains where that is chosen
     */
    void draw(double[] point, Random random) {
        int kernel = kernel(random.nextDouble());
        if (kernel < 0) {
            return;
        }
        for (int j = 0; j < indices.length; j++) {
            double center = centers[kernel][j];
            point[indices[j]] = coordinates[j].isCategory()
                    ? category(j, center, random)
                    : coordinates[j].rounded(normal(center, bandwidths[j], random));
        }
    }

    /** The kernel at a place of the unit interval; -1 for the uniform distribution. */
    private int kernel(double unit) {
        if (unit < priorWeight || cumulative.length == 0) {
            return -1;
        }
        int found = Arrays.binarySearch(cumulative, unit);
        return Math.min(found < 0 ? -found - 1 : found + 1, cumulative.length - 1);
    }

    private double category(int j, double center, Random random) {
        if (random.nextDouble() < Math.exp(logSame[j])) {
            return center;
        }
        int other = random.nextInt((int) coordinates[j].levels() - 1);
        return other < center ? other : other + 1;
    }

    private static double normal(double center, double bandwidth, Random random) {
        for (int attempt = 0; attempt < MOST_TRIES; attempt++) {
            double place = center + bandwidth * random.nextGaussian();
            if (place >= 0 && place <= 1) {
                return place;
            }
        }
        return center;
    }
}
