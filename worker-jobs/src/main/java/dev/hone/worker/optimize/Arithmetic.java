package dev.hone.worker.optimize;

import breeze.linalg.operators.DenseVectorSupportMethods;

/** Operations on points and gradients that sum in the order in which Breeze does where there is no native BLAS. */
final class Arithmetic {
    private Arithmetic() {}

    static double dot(double[] left, double[] right) {
        int length = left.length;
        return length < DenseVectorSupportMethods.MAX_SMALL_DOT_PRODUCT_LENGTH
                ? DenseVectorSupportMethods.smallDotProduct_Double(left, right, length)
                : DenseVectorSupportMethods.dotProduct_Double(left, 0, right, 0, length);
    }

    static double norm(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += Math.pow(Math.abs(value), 2.0);
        }
        return Math.pow(sum, 0.5);
    }

    /** {@code from + factor * direction}. */
    static double[] moved(double[] from, double factor, double[] direction) {
        double[] to = new double[from.length];
        for (int index = 0; index < to.length; index++) {
            to[index] = direction[index] * factor + from[index];
        }
        return to;
    }

    static double[] difference(double[] left, double[] right) {
        double[] difference = new double[left.length];
        for (int index = 0; index < difference.length; index++) {
            difference[index] = left[index] - right[index];
        }
        return difference;
    }

    /** Adds {@code factor * values} to {@code sum}. */
    static void addScaled(double[] sum, double factor, double[] values) {
        for (int index = 0; index < sum.length; index++) {
            sum[index] += values[index] * factor;
        }
    }

    static void scale(double[] values, double factor) {
        for (int index = 0; index < values.length; index++) {
            values[index] *= factor;
        }
    }

    static boolean isFinite(double[] values) {
        boolean finite = true;
        for (double value : values) {
            finite &= Double.isFinite(value);
        }
        return finite;
    }
}
