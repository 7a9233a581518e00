package dev.hone.worker.train.linear;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Arrays;

/** Rows of which the values that are not zero are stored, and perhaps some zeros. */
final class SparseRows implements FeatureRows {
    private final int[] starts;
    private final int[] columnOf;
    private final double[] stored;
    private final int columns;

    SparseRows(FeatureMatrix.Sparse features) {
        starts = features.starts();
        columnOf = features.indices();
        stored = features.values();
        columns = features.numFeatures();
    }

    @Override
    public int numFeatures() {
        return columns;
    }

    @Override
    public boolean areFinite(int row) {
        boolean finite = true;
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            finite &= Double.isFinite(stored[at]);
        }
        return finite;
    }

    @Override
    public void addTo(Moments moments, int row, double weight) {
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            moments.add(columnOf[at], stored[at], weight);
        }
    }

    @Override
    public int nonZeros(int row, double[] scales) {
        int count = 0;
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            count += stored[at] * scales[columnOf[at]] == 0 ? 0 : 1;
        }
        return count;
    }

    @Override
    public void scale(int row, double[] scales, double[] target, int at) {
        Arrays.fill(target, at, at + columns, 0.0);
        for (int index = starts[row]; index < starts[row + 1]; index++) {
            target[at + columnOf[index]] = stored[index] * scales[columnOf[index]] + 0.0;
        }
    }

    @Override
    public int scale(int row, double[] scales, int[] indices, double[] values, int at) {
        int end = at;
        for (int index = starts[row]; index < starts[row + 1]; index++) {
            double value = stored[index] * scales[columnOf[index]];
            if (value != 0) {
                indices[end] = columnOf[index];
                values[end++] = value;
            }
        }
        return end;
    }
}
