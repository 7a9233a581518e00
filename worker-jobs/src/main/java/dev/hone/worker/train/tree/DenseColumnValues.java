package dev.hone.worker.train.tree;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;

/** Reads down a row-major table. */
final class DenseColumnValues implements ColumnValues {
    private final double[] table;
    private final int columns;
    private final RowView rows;
    private final int[] positions;

    DenseColumnValues(FeatureMatrix.Dense features, RowView rows, int[] positions) {
        table = features.values();
        columns = features.numFeatures();
        this.rows = rows;
        this.positions = positions;
    }

    @Override
    public int nonZeros(int feature, double[] values, int[] found) {
        int count = 0;
        for (int position : positions) {
            double value = table[rows.row(position) * columns + feature];
            if (value != 0) {
                values[count] = value;
                found[count++] = position;
            }
        }
        return count;
    }
}
