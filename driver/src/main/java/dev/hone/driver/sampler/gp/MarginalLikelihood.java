package dev.hone.driver.sampler.gp;

import dev.hone.worker.optimize.DifferentiableFunction;
import java.util.Arrays;

/**
 * The negative log posterior density of hyperparameters, up to a constant.
 *
 * <pre>
 *   K = s^2 R(l) + noise I,   a = K^-1 (z - m),   m = 1' K^-1 z / (1' K^-1 1 + 1 / v)
 *   value     = (z - m)' a / 2 + m^2 / 2 v + log |K| / 2 - log prior
 *   d value   = -1/2 trace((a a' - K^-1) dK) - d log prior
 * </pre>
 *
 * Rasmussen and Williams, Gaussian Processes for Machine Learning, 2006, equations 5.8 and 5.9. The mean m has its most
 * probable value under a normal prior of variance v, hence needs no gradient. Serves one thread.
 */
final class MarginalLikelihood implements DifferentiableFunction {
    private final double[] scores;
    private final Hyperprior prior;
    private final EarlierRows earlier;
    private final int dimensions;

    /** By dimension, the squared distances of all pairs by rows of the lower triangle without its diagonal. */
    private final double[][] squares;

    /** Of each pair, at the hyperparameters that are looked at. */
    private final double[] correlations;

    private final double[] slopes;
    private final double[] inverseSquares;

    /**
     * @param features one row per observation
     * @param scores z, one per observation
     * @param earlier which of them are of an earlier run
     */
    MarginalLikelihood(KernelSpace space, double[][] features, double[] scores, EarlierRows earlier, Hyperprior prior) {
        this.earlier = earlier;
        this.scores = scores;
        this.prior = prior;
        dimensions = space.size();
        int pairs = scores.length * (scores.length - 1) / 2;
        squares = new double[dimensions][pairs];
        correlations = new double[pairs];
        slopes = new double[pairs];
        inverseSquares = new double[dimensions];
        for (int dimension = 0; dimension < dimensions; dimension++) {
            fill(squares[dimension], space.dimension(dimension), features, dimension);
        }
    }

    private static void fill(double[] squares, KernelDimension kind, double[][] features, int dimension) {
        int pair = 0;
        for (int row = 0; row < features.length; row++) {
            for (int column = 0; column < row; column++) {
                squares[pair++] = kind.squared(features[row][dimension], features[column][dimension]);
            }
        }
    }

    @Override
    public double at(double[] logs, double[] gradient) {
        Hyperparameters point = new Hyperparameters(logs);
        fillCorrelations(point);
        double[][] factor = Dense.cholesky(matrix(point));
        double[] weights = scores.clone();
        double mean = ConstantMean.whiten(factor, weights);
        double value = mean * mean / 2 / ConstantMean.VARIANCE;
        for (int row = 0; row < scores.length; row++) {
            value += weights[row] * weights[row] / 2 + StrictMath.log(factor[row][row]);
        }
        Dense.solveLowerTransposed(factor, weights);
        fillGradient(point, weights, Dense.inverse(factor), gradient);
        return value + prior.add(logs, gradient);
    }

    private void fillCorrelations(Hyperparameters point) {
        double[] lengthscales = point.lengthscales();
        Arrays.fill(correlations, 0);
        for (int dimension = 0; dimension < dimensions; dimension++) {
            inverseSquares[dimension] = 1 / (lengthscales[dimension] * lengthscales[dimension]);
            Dense.addScaled(correlations, inverseSquares[dimension], squares[dimension], correlations.length);
        }
        Kernel.correlate(correlations, slopes);
    }

    private double[][] matrix(Hyperparameters point) {
        double variance = point.variance();
        double[][] matrix = Dense.triangle(scores.length);
        int pair = 0;
        for (int row = 0; row < scores.length; row++) {
            for (int column = 0; column < row; column++) {
                matrix[row][column] = variance * correlations[pair++] + earlier.covariance(row, column);
            }
            matrix[row][row] = variance + earlier.variance(row, point.noise());
        }
        return matrix;
    }

    private void fillGradient(Hyperparameters point, double[] weights, double[][] inverse, double[] gradient) {
        double variance = point.variance();
        double diagonal = 0;
        double covariances = 0;
        int pair = 0;
        for (int row = 0; row < scores.length; row++) {
            diagonal += inverse[row][row] - weights[row] * weights[row];
            for (int column = 0; column < row; column++) {
                double outer = inverse[row][column] - weights[row] * weights[column];
                covariances += outer * correlations[pair];
                slopes[pair] *= outer * variance;
                pair++;
            }
        }
        for (int dimension = 0; dimension < dimensions; dimension++) {
            gradient[dimension] = -2 * inverseSquares[dimension] * Dense.dot(slopes, squares[dimension], slopes.length);
        }
        gradient[dimensions] = variance * (diagonal / 2 + covariances);
        gradient[dimensions + 1] = point.noise() * diagonal / 2;
    }
}
