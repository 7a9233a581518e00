package dev.hone.worker.data;

import java.lang.ref.SoftReference;
import org.apache.spark.ml.linalg.Vector;
import org.jspecify.annotations.Nullable;

/** The rows of a matrix as vectors, kept while there is memory. Callable from any thread. */
final class RowVectors {
    private final FeatureMatrix features;
    private volatile @Nullable SoftReference<Vector[]> vectors;

    RowVectors(FeatureMatrix features) {
        this.features = features;
    }

    /** Not to be written to. */
    Vector get(int row) {
        Vector[] known = known();
        return (known == null ? all() : known)[row];
    }

    private Vector @Nullable [] known() {
        SoftReference<Vector[]> reference = vectors;
        return reference == null ? null : reference.get();
    }

    private synchronized Vector[] all() {
        Vector[] all = known();
        if (all == null) {
            all = new Vector[features.numRows()];
            for (int row = 0; row < all.length; row++) {
                all[row] = features.vector(row);
            }
            vectors = new SoftReference<>(all);
        }
        return all;
    }
}
