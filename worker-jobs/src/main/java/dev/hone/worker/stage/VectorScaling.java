package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import org.apache.spark.sql.types.StructField;

/**
 * Shifts and scales each element of vectors: {@code (value - shift) * scale}, each if it is given.
 *
 * @param shift one per element; empty for none, and then zeros that are not stored stay so
 * @param scale one per element; empty for none
 */
record VectorScaling(double[] shift, double[] scale) {

    /**
     * The column after scaling, under another field.
     *
     * @throws StageFailedException if a vector is null
     */
    StageColumn.Vectors scaled(StageColumn.Vectors column, StructField field) {
        return StageColumn.Vectors.of(field, scaled(requireValid(column).matrix()));
    }

    /**
     * The column, of which no vector is null.
     *
     * @throws StageFailedException if one is
     */
    static StageColumn.Vectors requireValid(StageColumn.Vectors column) {
        if (!column.nulls().isEmpty()) {
            throw StageFailedException.of("Column " + column.name() + " must not be null");
        }
        return column;
    }

    private FeatureMatrix scaled(FeatureMatrix matrix) {
        if (shift.length == 0 && scale.length == 0) {
            return matrix;
        }
        if (shift.length == 0 && matrix instanceof FeatureMatrix.Sparse sparse) {
            return scaledSparse(sparse);
        }
        FeatureMatrix.Dense copy = MatrixRows.dense(matrix);
        double[] values = copy.values();
        int width = copy.numFeatures();
        for (int start = 0; start < values.length; start += width) {
            for (int index = 0; index < shift.length; index++) {
                values[start + index] -= shift[index];
            }
            for (int index = 0; index < scale.length; index++) {
                values[start + index] *= scale[index];
            }
        }
        return copy;
    }

    private FeatureMatrix scaledSparse(FeatureMatrix.Sparse matrix) {
        double[] values = matrix.values().clone();
        for (int at = 0; at < values.length; at++) {
            values[at] *= scale[matrix.indices()[at]];
        }
        return FeatureMatrix.sparse(matrix.numFeatures(), matrix.starts(), matrix.indices(), values);
    }
}
