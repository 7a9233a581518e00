package dev.hone.worker.train.cluster;

import dev.ludovic.netlib.blas.BLAS;
import org.apache.spark.ml.linalg.BLAS$;

/** Lengths, products and distances of parts of arrays, summed in order as MLlib does. */
final class Lengths {
    private static final double EPSILON = Math.ulp(1.0);

    private static final double PRECISION = 1e-6;

    private Lengths() {}

    static double norm(double[] values, int start, int size) {
        double sum = 0;
        for (int at = start; at < start + size; at++) {
            sum += values[at] * values[at];
        }
        return Math.sqrt(sum);
    }

    static double squaredDistance(double[] first, int firstStart, double[] second, int secondStart, int size) {
        double sum = 0;
        for (int at = 0; at < size; at++) {
            double difference = first[firstStart + at] - second[secondStart + at];
            sum += difference * difference;
        }
        return sum;
    }

    /** The product by BLAS, as MLlib has it for vectors of which all values are stored. */
    static double denseProduct(double[] first, int firstStart, double[] second, int secondStart, int size) {
        BLAS blas = BLAS$.MODULE$.getBLAS(size);
        return blas.ddot(size, first, firstStart, 1, second, secondStart, 1);
    }

    /** The product as MLlib has it where one vector is sparse. */
    static double sparseProduct(double[] first, int firstStart, double[] second, int secondStart, int size) {
        double sum = 0;
        for (int at = 0; at < size; at++) {
            sum += first[firstStart + at] * second[secondStart + at];
        }
        return sum;
    }

    /** Whether the squared distance follows from lengths alone to MLlib's precision, whatever the product. */
    static boolean differ(double firstNorm, double secondNorm) {
        double squares = firstNorm * firstNorm + secondNorm * secondNorm;
        double difference = firstNorm - secondNorm;
        return 2.0 * EPSILON * squares / (difference * difference + EPSILON) < PRECISION;
    }

    /** The squared distance by the product. */
    static double byProduct(double firstNorm, double secondNorm, double product) {
        return firstNorm * firstNorm + secondNorm * secondNorm - 2.0 * product;
    }

    /** Whether {@link #byProduct} is not precise enough; its result is given with zero for what is negative. */
    static boolean isRough(double firstNorm, double secondNorm, double product, double distance) {
        double squares = firstNorm * firstNorm + secondNorm * secondNorm;
        return EPSILON * (squares + 2.0 * Math.abs(product)) / (distance + EPSILON) > PRECISION;
    }
}
