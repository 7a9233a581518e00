package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Arrays;

/** Rows of a sparse matrix, one after the other, each of few values that come in any order. Not thread-safe. */
final class SparseRows {
    private final int numFeatures;
    private final int[] starts;
    private final int[] indices;
    private final double[] values;
    private int row;
    private int stored;

    /** @param maxStored how many values a row has at most */
    SparseRows(int numRows, int numFeatures, int maxStored) {
        this.numFeatures = numFeatures;
        starts = new int[numRows + 1];
        indices = new int[Math.multiplyExact(numRows, maxStored)];
        values = new double[indices.length];
    }

    /** Adds a value to a feature of the row: an insertion sort, which is the fastest for a few. */
    void add(int feature, double value) {
        int at = stored;
        while (at > starts[row] && indices[at - 1] > feature) {
            at--;
        }
        if (at > starts[row] && indices[at - 1] == feature) {
            values[at - 1] += value;
            return;
        }
        System.arraycopy(indices, at, indices, at + 1, stored - at);
        System.arraycopy(values, at, values, at + 1, stored - at);
        indices[at] = feature;
        values[at] = value;
        stored++;
    }

    /** Ends the row; its values that are zero are not stored. */
    void endRow() {
        int end = stored;
        stored = starts[row];
        for (int at = starts[row]; at < end; at++) {
            if (values[at] != 0) {
                indices[stored] = indices[at];
                values[stored++] = values[at];
            }
        }
        starts[++row] = stored;
    }

    /** The matrix, once all rows have ended. */
    FeatureMatrix matrix() {
        return FeatureMatrix.sparse(numFeatures, starts, Arrays.copyOf(indices, stored), Arrays.copyOf(values, stored));
    }
}
