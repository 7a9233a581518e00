package dev.hone.worker.train.linear;

import org.apache.spark.ml.linalg.BLAS$;

/**
 * Models with an intercept are trained on features less their mean, which keeps the optimizer's steps well scaled; the
 * stored rows are not centered, so that sparse ones stay sparse, and margins and gradients are corrected instead.
 */
final class Centering {
    private final double[] scaledMeans;

    Centering(double[] scaledMeans) {
        this.scaledMeans = scaledMeans;
    }

    /** By how much the intercept of the centered problem exceeds that of the original one. */
    double shift(double[] coefficients) {
        return BLAS$.MODULE$.javaBLAS().ddot(scaledMeans.length, coefficients, 1, scaledMeans, 1);
    }

    /** Corrects a gradient made of rows that were not centered. */
    void correct(double multiplierSum, double[] gradientSum) {
        BLAS$.MODULE$.javaBLAS().daxpy(scaledMeans.length, -multiplierSum, scaledMeans, 1, gradientSum, 1);
    }
}
