package dev.hone.worker.train.tree;

/** Adds up the cells of a node: for each feature and bin of it some whole numbers, all in one array. */
abstract sealed class HistogramBuilder permits ColumnWiseHistogramBuilder, RowWiseHistogramBuilder {
    private final int width;
    private final int[] starts;

    /** @param width cells a bin */
    HistogramBuilder(FeatureSpace space, int width) {
        this.width = width;
        starts = new int[space.size() + 1];
        for (int feature = 0; feature < space.size(); feature++) {
            starts[feature + 1] = Math.addExact(starts[feature], space.bins(feature) * width);
        }
    }

    /** Number of cells of a node. */
    final int size() {
        return starts[starts.length - 1];
    }

    /** Where the cells of a feature begin; those of the next follow. */
    final int start(int feature) {
        return starts[feature];
    }

    final int width() {
        return width;
    }

    /**
     * Writes the cells of some features at least.
     *
     * @param parts what each row adds
     * @param slots to which of its bin's cells each row adds that; empty if there is one
     */
    abstract void count(int[] features, int[] rows, int from, int to, long[] parts, int[] slots, long[] cells);
}
