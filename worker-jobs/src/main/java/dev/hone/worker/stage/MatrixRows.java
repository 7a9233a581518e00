package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;

/** Rows of a matrix as a matrix of the same layout. */
final class MatrixRows {
    private MatrixRows() {}

    /** A dense matrix of the same values, to be written to. */
    static FeatureMatrix.Dense dense(FeatureMatrix matrix) {
        double[] values =
                matrix.isSparse() ? matrix.toDense().values() : matrix.values().clone();
        return FeatureMatrix.dense(matrix.numRows(), matrix.numFeatures(), values)
                .toDense();
    }

    static FeatureMatrix select(FeatureMatrix matrix, int[] rows) {
        return matrix.byLayout(dense -> select(dense, rows), sparse -> select(sparse, rows));
    }

    private static FeatureMatrix select(FeatureMatrix.Dense matrix, int[] rows) {
        int width = matrix.numFeatures();
        double[] values = new double[Math.multiplyExact(rows.length, width)];
        for (int row = 0; row < rows.length; row++) {
            System.arraycopy(matrix.values(), matrix.start(rows[row]), values, row * width, width);
        }
        return FeatureMatrix.dense(rows.length, width, values);
    }

    private static FeatureMatrix select(FeatureMatrix.Sparse matrix, int[] rows) {
        int[] starts = new int[rows.length + 1];
        for (int row = 0; row < rows.length; row++) {
            starts[row + 1] = starts[row] + matrix.start(rows[row] + 1) - matrix.start(rows[row]);
        }
        int[] indices = new int[starts[rows.length]];
        double[] values = new double[starts[rows.length]];
        for (int row = 0; row < rows.length; row++) {
            int from = matrix.start(rows[row]);
            int length = starts[row + 1] - starts[row];
            System.arraycopy(matrix.indices(), from, indices, starts[row], length);
            System.arraycopy(matrix.values(), from, values, starts[row], length);
        }
        return FeatureMatrix.sparse(matrix.numFeatures(), starts, indices, values);
    }
}
