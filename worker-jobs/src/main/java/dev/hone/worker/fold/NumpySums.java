package dev.hone.worker.fold;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Sums that round as numpy's do. Along contiguous values numpy adds pairwise: fewer than 8 values one after the other, up to
 * 128 in eight running sums, and more as the sums of two halves. Across rows it adds one after the other.
 */
final class NumpySums {
    private static final int LANES = 8;
    private static final int BLOCK = 128;

    private NumpySums() {}

    /** {@code numpy.sum} of an array. */
    static double sum(double[] values) {
        return pairwise(values, 0, values.length);
    }

    /** {@code numpy.std} of an array. */
    static double std(double[] values) {
        return std(values, NumpySums::sum);
    }

    /** {@code numpy.std} along the first axis of a matrix, of one column. */
    static double stdInOrder(double[] values) {
        return std(values, NumpySums::inOrder);
    }

    private static double std(double[] values, ToDoubleFunction<double[]> sum) {
        double mean = sum.applyAsDouble(values) / values.length;
        double[] squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .toArray();
        return Math.sqrt(sum.applyAsDouble(squares) / values.length);
    }

    private static double inOrder(double[] values) {
        return inOrder(values, 0, values.length, 0);
    }

    private static double inOrder(double[] values, int from, int to, double start) {
        double sum = start;
        for (int index = from; index < to; index++) {
            sum += values[index];
        }
        return sum;
    }

    private static double pairwise(double[] values, int from, int to) {
        int length = to - from;
        if (length < LANES) {
            return inOrder(values, from, to, 0);
        }
        if (length <= BLOCK) {
            return inLanes(values, from, to);
        }
        int half = length / 2 - length / 2 % LANES;
        return pairwise(values, from, from + half) + pairwise(values, from + half, to);
    }

    private static double inLanes(double[] values, int from, int to) {
        double[] sums = Arrays.copyOfRange(values, from, from + LANES);
        int index = from + LANES;
        for (; index + LANES <= to; index += LANES) {
            for (int lane = 0; lane < LANES; lane++) {
                sums[lane] += values[index + lane];
            }
        }
        double sum = ((sums[0] + sums[1]) + (sums[2] + sums[3])) + ((sums[4] + sums[5]) + (sums[6] + sums[7]));
        return inOrder(values, index, to, sum);
    }
}
