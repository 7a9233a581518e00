package dev.hone.ml.neighbor;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Arrays;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

/** Rows with every value stored. */
final class DenseRows {
    private DenseRows() {}

    static FeatureMatrix.Dense of(FeatureMatrix rows) {
        if (rows instanceof FeatureMatrix.Dense dense) {
            return dense;
        }
        FeatureMatrix.Sparse sparse = (FeatureMatrix.Sparse) rows;
        double[] values = new double[Math.multiplyExact(rows.numRows(), rows.numFeatures())];
        for (int row = 0; row < rows.numRows(); row++) {
            for (int stored = sparse.starts()[row]; stored < sparse.starts()[row + 1]; stored++) {
                values[row * rows.numFeatures() + sparse.indices()[stored]] = sparse.values()[stored];
            }
        }
        return (FeatureMatrix.Dense) FeatureMatrix.dense(rows.numRows(), rows.numFeatures(), values);
    }

    /** Writes a vector into an array. */
    static void put(Vector vector, double[] target, int at) {
        if (vector instanceof DenseVector dense) {
            System.arraycopy(dense.values(), 0, target, at, dense.size());
            return;
        }
        SparseVector sparse = (SparseVector) vector;
        Arrays.fill(target, at, at + sparse.size(), 0);
        for (int stored = 0; stored < sparse.indices().length; stored++) {
            target[at + sparse.indices()[stored]] = sparse.values()[stored];
        }
    }
}
