package dev.hone.driver.table.column;

import dev.hone.worker.data.FeatureMatrix;

/** Compressed rows, growing to a number of values that is known before. */
final class CompressedRows {
    private final int[] starts;
    private final int[] indices;
    private final double[] values;
    private int count;
    private int row;

    CompressedRows(int rows, int stored) {
        starts = new int[rows + 1];
        indices = new int[stored];
        values = new double[stored];
    }

    /** Appends to the row at hand; indices must increase. */
    void add(int index, double value) {
        indices[count] = index;
        values[count++] = value;
    }

    void endRow() {
        starts[++row] = count;
    }

    FeatureMatrix matrix(int columns) {
        return FeatureMatrix.sparse(columns, starts, indices, values);
    }
}
