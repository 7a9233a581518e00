package dev.hone.worker.train.linear;

import dev.hone.worker.data.FeatureMatrix;

/** Rows of which every value is stored. */
final class DenseRows implements FeatureRows {
    private final double[] stored;
    private final int columns;

    DenseRows(FeatureMatrix.Dense features) {
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
        for (int at = row * columns; at < (row + 1) * columns; at++) {
            finite &= Double.isFinite(stored[at]);
        }
        return finite;
    }

    @Override
    public void addTo(Moments moments, int row, double weight) {
        int start = row * columns;
        for (int column = 0; column < columns; column++) {
            moments.add(column, stored[start + column], weight);
        }
    }

    @Override
    public int nonZeros(int row, double[] scales) {
        int start = row * columns;
        int count = 0;
        for (int column = 0; column < columns; column++) {
            count += stored[start + column] * scales[column] == 0 ? 0 : 1;
        }
        return count;
    }

    /** A negative zero becomes a positive one, as in the matrices of MLlib, which skip both. */
    @Override
    public void scale(int row, double[] scales, double[] target, int at) {
        int start = row * columns;
        for (int column = 0; column < columns; column++) {
            target[at + column] = stored[start + column] * scales[column] + 0.0;
        }
    }

    @Override
    public int scale(int row, double[] scales, int[] indices, double[] values, int at) {
        int start = row * columns;
        int end = at;
        for (int column = 0; column < columns; column++) {
            double value = stored[start + column] * scales[column];
            if (value != 0) {
                indices[end] = column;
                values[end++] = value;
            }
        }
        return end;
    }
}
