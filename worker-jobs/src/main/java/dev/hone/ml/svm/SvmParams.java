package dev.hone.ml.svm;

/**
 * Params of a support vector training.
 *
 * @param c penalty of an error, above 0
 * @param gamma as {@link Gamma} has it
 * @param epsilon half the width of the epsilon-insensitive tube of regression; ignored for classes
 * @param classWeights factor of {@code c} for each class; empty for 1 each
 * @param tolerance at which training stops
 * @param cacheMegabytes memory for rows of the kernel matrix where the cache of the table has no room for all
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SvmParams(
        Kernel kernel,
        double c,
        String gamma,
        int degree,
        double coef0,
        double epsilon,
        double[] classWeights,
        double tolerance,
        double cacheMegabytes) {
    private static final double BYTES_PER_MEGABYTE = 1 << 20;

    Kernel.Shape shape(SvmProblem problem) {
        return new Kernel.Shape(Gamma.of(gamma, problem.numFeatures(), problem.variance()), degree, coef0);
    }

    /** C of the rows of a class. */
    double penalty(int label) {
        return classWeights.length == 0 ? c : c * classWeights[label];
    }

    long cacheBytes() {
        return bytes(cacheMegabytes);
    }

    static long bytes(double megabytes) {
        return (long) (BYTES_PER_MEGABYTE * megabytes);
    }
}
