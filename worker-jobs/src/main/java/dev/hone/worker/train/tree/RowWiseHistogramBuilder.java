package dev.hone.worker.train.tree;

import java.util.Arrays;

/** Counts row by row, all features at once: faster where a node looks at all of them. */
final class RowWiseHistogramBuilder extends HistogramBuilder {
    private final BinTable table;

    RowWiseHistogramBuilder(FeatureSpace space, int width, BinTable table) {
        super(space, width);
        this.table = table;
    }

    @Override
    void count(int[] features, int[] rows, int from, int to, long[] parts, int[] slots, long[] histogram) {
        Arrays.fill(histogram, 0);
        if (width() == 1) {
            table.add(rows, from, to, parts, histogram);
        } else {
            table.add(rows, from, to, parts, slots, width(), histogram);
        }
    }
}
