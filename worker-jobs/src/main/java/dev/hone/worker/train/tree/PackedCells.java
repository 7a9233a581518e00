package dev.hone.worker.train.tree;

import java.util.Arrays;

/** Where the cells of each feature and bin stand in one array, and the loop that fills them. */
final class PackedCells {
    private final FeatureSpace space;
    private final int width;
    private final int[] starts;

    /** @param width cells a bin */
    PackedCells(FeatureSpace space, int width) {
        this.space = space;
        this.width = width;
        starts = new int[space.size() + 1];
        for (int feature = 0; feature < space.size(); feature++) {
            starts[feature + 1] = Math.addExact(starts[feature], space.bins(feature) * width);
        }
    }

    int size() {
        return starts[starts.length - 1];
    }

    int start(int feature) {
        return starts[feature];
    }

    void clear(int feature, long[] cells) {
        Arrays.fill(cells, starts[feature], starts[feature + 1], 0);
    }

    BinColumn column(int feature) {
        return space.column(feature);
    }

    int width() {
        return width;
    }
}
