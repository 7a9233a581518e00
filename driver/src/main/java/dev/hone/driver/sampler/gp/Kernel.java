package dev.hone.driver.sampler.gp;

/**
 * The Matern-5/2 kernel with a lengthscale per dimension:
 *
 * <pre>
 *   k(x, x') = s^2 (1 + sqrt(5) r + 5/3 r^2) exp(-sqrt(5) r),   r^2 = sum_i D_i(x_i, x'_i) / l_i^2
 * </pre>
 *
 * with the squared distances D of {@link KernelDimension}. Rasmussen and Williams, Gaussian Processes for Machine Learning,
 * 2006, section 4.2. Immutable.
 */
final class Kernel {
    private static final double ROOT = Math.sqrt(5);

    private final KernelSpace space;
    private final double[] inverseSquares;
    private final double variance;

    /**
     * @param lengthscales one per dimension
     * @param variance s^2
     */
    Kernel(KernelSpace space, double[] lengthscales, double variance) {
        this.space = space;
        this.variance = variance;
        inverseSquares = new double[lengthscales.length];
        for (int dimension = 0; dimension < lengthscales.length; dimension++) {
            inverseSquares[dimension] = 1 / (lengthscales[dimension] * lengthscales[dimension]);
        }
    }

    /** The covariance of a squared distance, for a variance of 1. */
    static double correlation(double squared) {
        double scaled = ROOT * Math.sqrt(squared);
        return (1 + scaled + scaled * scaled / 3) * StrictMath.exp(-scaled);
    }

    /** The derivative of {@link #correlation} by the squared distance. */
    static double slope(double squared) {
        double scaled = ROOT * Math.sqrt(squared);
        return -5.0 / 6.0 * (1 + scaled) * StrictMath.exp(-scaled);
    }

    /**
     * {@link #correlation} and {@link #slope} of many squared distances, with one exponential for both.
     *
     * @param squares become the correlations
     * @param slopes is filled
     */
    static void correlate(double[] squares, double[] slopes) {
        for (int index = 0; index < squares.length; index++) {
            double scaled = ROOT * Math.sqrt(squares[index]);
            double decay = StrictMath.exp(-scaled);
            squares[index] = (1 + scaled + scaled * scaled / 3) * decay;
            slopes[index] = -5.0 / 6.0 * (1 + scaled) * decay;
        }
    }

    /** The variance s^2 of every point. */
    double variance() {
        return variance;
    }

    /** The covariance of two points, given as {@linkplain KernelSpace#features features}. */
    double covariance(double[] one, double[] other) {
        return variance * correlation(squared(one, other));
    }

    /** The squared distance of two points, in lengthscales. */
    double squared(double[] one, double[] other) {
        double sum = 0;
        for (int dimension = 0; dimension < inverseSquares.length; dimension++) {
            sum += inverseSquares[dimension] * space.dimension(dimension).squared(one[dimension], other[dimension]);
        }
        return sum;
    }

    /**
     * Adds the gradient of the covariance by the first point, times a factor.
     *
     * @param squared the squared distance of the points
     */
    void addGradient(double[] one, double[] other, double squared, double factor, double[] gradient) {
        double outer = factor * variance * slope(squared);
        for (int dimension = 0; dimension < inverseSquares.length; dimension++) {
            gradient[dimension] += outer
                    * inverseSquares[dimension]
                    * space.dimension(dimension).slope(one[dimension], other[dimension]);
        }
    }
}
