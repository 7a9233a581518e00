package dev.hone.worker.train.tree;

import java.util.Arrays;

/** Counts feature by feature: faster where a node looks at few of them. */
final class ColumnWiseHistogramBuilder extends HistogramBuilder {
    private final FeatureSpace space;
    private final long[] nodeParts;
    private final int[] nodeSlots;

    /** @param rows most rows of a node */
    ColumnWiseHistogramBuilder(FeatureSpace space, int width, int rows) {
        super(space, width);
        this.space = space;
        nodeParts = new long[rows];
        nodeSlots = new int[width == 1 ? 0 : rows];
    }

    @Override
    void count(int[] features, int[] rows, int from, int to, long[] parts, int[] slots, long[] histogram) {
        for (int i = from; i < to; i++) {
            nodeParts[i - from] = parts[rows[i]];
        }
        for (int i = from; i < to && width() > 1; i++) {
            nodeSlots[i - from] = slots[rows[i]];
        }
        for (int feature : features) {
            Arrays.fill(histogram, start(feature), start(feature + 1), 0);
            BinColumn column = space.column(feature);
            if (width() == 1) {
                column.add(rows, from, to, nodeParts, histogram, start(feature));
            } else {
                column.add(rows, from, to, nodeParts, nodeSlots, width(), histogram, start(feature));
            }
        }
    }
}
