package dev.hone.driver.sampler.gp;

import java.util.Arrays;

/** The mean of a Gaussian process: a constant m with a normal prior of mean 0. */
final class ConstantMean {
    /** The prior's variance, for scores of variance 1. */
    static final double VARIANCE = 1;

    private ConstantMean() {}

    /**
     * Subtracts the most probable mean, {@code m = 1' K^-1 z / (1' K^-1 1 + 1 / v)}, and whitens.
     *
     * @param factor L of the covariance matrix {@code K = L L'}
     * @param scores z, becomes {@code L^-1 (z - m)}
     * @return m
     */
    static double whiten(double[][] factor, double[] scores) {
        double[] ones = new double[scores.length];
        Arrays.fill(ones, 1);
        Dense.solveLower(factor, ones);
        Dense.solveLower(factor, scores);
        double mean = Dense.dot(ones, scores, ones.length) / (Dense.dot(ones, ones, ones.length) + 1 / VARIANCE);
        Dense.addScaled(scores, -mean, ones, ones.length);
        return mean;
    }
}
