package dev.hone.worker.train.tree;

/**
 * Labels quantized to fixed point, so that sum and count share one long. Labels are centered at their mean and rounded to
 * as many bits as keep the sum of all rows from overflowing. What a row adds to the histogram entry of its bin:
 *
 * <pre>{@code
 *  63                     rowBits              0
 * | draws * quantized label | draws of the row |
 * }</pre>
 *
 * <p>One addition per row and feature thus adds up both, and the histogram of a sibling is a subtraction, exactly.
 */
final class RoundedLabels {
    private static final double EPSILON = Math.ulp(1.0);

    private final long[] parts;
    private final int rowBits;
    private final long rowMask;
    private final double tolerance;

    /**
     * @param rows those that are counted
     * @param draws how often each row was drawn
     */
    RoundedLabels(double[] labels, int[] draws, int[] rows) {
        long drawn = 0;
        double sum = 0;
        double largest = 0;
        for (int row : rows) {
            drawn += draws[row];
            sum += draws[row] * labels[row];
            largest = Math.max(largest, Math.abs(labels[row]));
        }
        double mean = sum / drawn;
        double farthest = 0;
        for (int row : rows) {
            farthest = Math.max(farthest, Math.abs(labels[row] - mean));
        }
        rowBits = Long.SIZE - Long.numberOfLeadingZeros(drawn);
        rowMask = (1L << rowBits) - 1;
        double range = Math.scalb(1.0, Math.max(1, Long.SIZE - 2 - 2 * rowBits));
        double scale = farthest == 0 ? 0 : range / farthest;
        parts = new long[labels.length];
        for (int row : rows) {
            long rounded = (long) Math.rint((labels[row] - mean) * scale);
            parts[row] = (rounded << rowBits) * draws[row] + draws[row];
        }
        double ownRounding = 8 * range;
        double theirRounding = 32 * drawn * EPSILON * (largest * scale) * (largest * scale);
        tolerance = ownRounding + theirRounding;
    }

    /** What each row adds to the histogram entry of its bin. */
    long[] parts() {
        return parts;
    }

    long rows(long entry) {
        return entry & rowMask;
    }

    double sum(long entry) {
        return entry >> rowBits;
    }

    /** How much lower the score of the best split may come out than that of another, in a node of some rows. */
    double tolerance(long rows) {
        return rows * tolerance;
    }
}
