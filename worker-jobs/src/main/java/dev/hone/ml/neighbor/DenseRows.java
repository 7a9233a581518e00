package dev.hone.ml.neighbor;

import java.util.Arrays;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

/** Vectors as rows of which every value is stored. */
final class DenseRows {
    private DenseRows() {}

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
