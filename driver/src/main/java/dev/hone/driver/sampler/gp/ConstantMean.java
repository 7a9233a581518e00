package dev.hone.driver.sampler.gp;

import java.util.Arrays;

/** The mean of a Gaussian process: a constant with a normal prior. */
final class ConstantMean {
    private ConstantMean() {}

    /**
     * Subtracts the most probable mean, and whitens.
     *
     * @param factor L of the covariance matrix
     * @param scores z, becomes L^-1 (z - m)
     * @return m
     */
    static double subtract(double[][] factor, double[] scores) {
        double[] ones = new double[scores.length];
        Arrays.fill(ones, 1);
        Dense.solveLower(factor, ones);
        Dense.solveLower(factor, scores);
        double mean = Dense.dot(ones, scores, ones.length)
                / (Dense.dot(ones, ones, ones.length) + 1 / MarginalLikelihood.MEAN_VARIANCE);
        Dense.addScaled(scores, -mean, ones, ones.length);
        return mean;
    }
}
