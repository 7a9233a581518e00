package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Arrays;

/** Some columns of a matrix as a matrix of the same layout. */
final class SelectedFeatures {
    private SelectedFeatures() {}

    /** @param selected indices of columns, each once, in the order of the result */
    static FeatureMatrix of(FeatureMatrix matrix, int[] selected) {
        for (int index : selected) {
            if (index >= matrix.numFeatures()) {
                throw new StageFailedException(new ArrayIndexOutOfBoundsException(
                        "Index " + index + " out of bounds for length " + matrix.numFeatures()));
            }
        }
        return matrix.byLayout(dense -> of(dense, selected), sparse -> of(sparse, selected));
    }

    private static FeatureMatrix of(FeatureMatrix.Dense matrix, int[] selected) {
        double[] values = new double[matrix.numRows() * selected.length];
        int at = 0;
        for (int row = 0; row < matrix.numRows(); row++) {
            int start = matrix.start(row);
            for (int index : selected) {
                values[at++] = matrix.values()[start + index];
            }
        }
        return FeatureMatrix.dense(matrix.numRows(), selected.length, values);
    }

    private static FeatureMatrix of(FeatureMatrix.Sparse matrix, int[] selected) {
        int[] places = places(matrix.numFeatures(), selected);
        int[] starts = new int[matrix.numRows() + 1];
        int[] indices = new int[matrix.indices().length];
        double[] values = new double[indices.length];
        int count = 0;
        for (int row = 0; row < matrix.numRows(); row++) {
            for (int at = matrix.start(row); at < matrix.start(row + 1); at++) {
                int place = places[matrix.indices()[at]];
                if (place >= 0) {
                    insert(indices, values, starts[row], count++, place, matrix.values()[at]);
                }
            }
            starts[row + 1] = count;
        }
        return FeatureMatrix.sparse(
                selected.length, starts, Arrays.copyOf(indices, count), Arrays.copyOf(values, count));
    }

    /** By column: where the result has it; -1 for not at all. */
    private static int[] places(int columns, int[] selected) {
        int[] places = new int[columns];
        Arrays.fill(places, -1);
        for (int place = 0; place < selected.length; place++) {
            places[selected[place]] = place;
        }
        return places;
    }

    /** Puts a value where its index belongs among those of its row, which are from one place to another. */
    private static void insert(int[] indices, double[] values, int from, int to, int index, double value) {
        int at = to;
        while (at > from && indices[at - 1] > index) {
            indices[at] = indices[at - 1];
            values[at] = values[at - 1];
            at--;
        }
        indices[at] = index;
        values[at] = value;
    }
}
