package dev.hone.ml.neighbor;

import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;

/**
 * A row whose values other than zero are stored, by ascending index. The arrays are shared.
 *
 * @param indices columns
 * @param values as many values
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SparsePoint(int[] indices, double[] values) {

    static SparsePoint of(Vector vector) {
        SparseVector sparse = vector.toSparse();
        return new SparsePoint(sparse.indices(), sparse.values());
    }
}
