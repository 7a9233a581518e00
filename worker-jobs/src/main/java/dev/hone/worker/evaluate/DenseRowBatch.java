package dev.hone.worker.evaluate;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;

/** A batch of rows as dense values, small enough to stay in the processor's cache while tree after tree predicts it. */
final class DenseRowBatch {
    private static final int MOST_ROWS = 256;
    private static final int MOST_VALUES = 1 << 16;

    private final RowView rows;
    private final FeatureMatrix features;
    private final double[] values;
    private final int[] starts;
    private int first;
    private int size;

    DenseRowBatch(RowView rows) {
        this.rows = rows;
        features = rows.data().features();
        int columns = Math.max(1, features.numFeatures());
        starts = new int[Math.max(1, Math.min(MOST_ROWS, MOST_VALUES / columns))];
        values = features.byLayout(FeatureMatrix.Dense::values, sparse -> new double[starts.length * columns]);
    }

    /** Most rows that a batch can have. */
    int capacity() {
        return starts.length;
    }

    /** Goes on to the next rows; false after the last. */
    boolean next() {
        first += size;
        size = Math.min(capacity(), rows.size() - first);
        for (int index = 0; index < size; index++) {
            starts[index] = start(rows.row(first + index), index);
        }
        return size > 0;
    }

    private int start(int row, int index) {
        if (!features.isSparse()) {
            return features.start(row);
        }
        int start = index * features.numFeatures();
        features.copyRow(row, values, start);
        return start;
    }

    /** The view's position of the batch's first row. */
    int first() {
        return first;
    }

    int size() {
        return size;
    }

    /** Not to be written to. */
    double[] values() {
        return values;
    }

    /** Where a row's values begin. */
    int start(int row) {
        return starts[row];
    }
}
