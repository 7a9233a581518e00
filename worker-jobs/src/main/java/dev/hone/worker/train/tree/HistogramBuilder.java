package dev.hone.worker.train.tree;

/**
 * Builds the histogram of a node: for each feature and each bin of it {@code width} whole numbers, all in one array.
 *
 * <pre>{@code
 * feature        0               1
 * bin            0    1    2     0    1
 * width 2      | a b  a b  a b | a b  a b |      start(1) = 6, size() = 10
 * }</pre>
 */
abstract sealed class HistogramBuilder permits ColumnWiseHistogramBuilder, RowWiseHistogramBuilder {
    private final int width;
    private final int[] starts;

    /** @param width entries per bin */
    HistogramBuilder(FeatureSpace space, int width) {
        this.width = width;
        starts = new int[space.size() + 1];
        for (int feature = 0; feature < space.size(); feature++) {
            starts[feature + 1] = Math.addExact(starts[feature], space.bins(feature) * width);
        }
    }

    /** Number of entries. */
    final int size() {
        return starts[starts.length - 1];
    }

    /** Index of a feature's first entry; the entries of the next feature follow. */
    final int start(int feature) {
        return starts[feature];
    }

    final int width() {
        return width;
    }

    /**
     * Writes the entries of the given features, and perhaps of others.
     *
     * @param parts what each row adds
     * @param slots which of its bin's entries each row adds to; empty if a bin has one
     */
    abstract void count(int[] features, int[] rows, int from, int to, long[] parts, int[] slots, long[] histogram);
}
