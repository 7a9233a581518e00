package dev.hone.ml;

import dev.hone.worker.data.FeatureMatrix;

/** Matrices among a model's arrays: {@code name.rows} and {@code name.values} if dense, {@code name.starts} and so on if sparse. */
final class Matrices {
    private Matrices() {}

    static ModelArrays put(ModelArrays arrays, String name, FeatureMatrix matrix) {
        arrays.put(name + ".columns", matrix.numFeatures());
        return matrix.byLayout(
                dense -> arrays.put(name + ".rows", dense.numRows()).put(name + ".values", dense.values()),
                sparse -> arrays.put(name + ".starts", sparse.starts())
                        .put(name + ".indices", sparse.indices())
                        .put(name + ".values", sparse.values()));
    }

    static FeatureMatrix get(ModelArrays arrays, String name) {
        int columns = arrays.whole(name + ".columns");
        double[] values = arrays.doubles(name + ".values");
        return arrays.has(name + ".starts")
                ? FeatureMatrix.sparse(columns, arrays.ints(name + ".starts"), arrays.ints(name + ".indices"), values)
                : FeatureMatrix.dense(arrays.whole(name + ".rows"), columns, values);
    }
}
