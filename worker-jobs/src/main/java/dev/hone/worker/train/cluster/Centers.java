package dev.hone.worker.train.cluster;

import java.util.Arrays;
import org.apache.spark.ml.clustering.KMeansModel;
import org.apache.spark.mllib.linalg.DenseVector;
import org.apache.spark.mllib.linalg.Vector;
import org.apache.spark.mllib.linalg.Vectors;

/** The centers of clusters, row-major, with the length of each. Those that have not moved yet may be sparse. */
final class Centers {
    private final Vector[] first;
    private final boolean[] moved;
    private final double[] values;
    private final double[] norms;
    private final int features;

    private Centers(Vector[] first) {
        this.first = first;
        moved = new boolean[first.length];
        features = first[0].size();
        values = new double[first.length * features];
        norms = new double[first.length];
        for (int center = 0; center < first.length; center++) {
            System.arraycopy(first[center].toArray(), 0, values, center * features, features);
            norms[center] = Vectors.norm(first[center], 2);
        }
    }

    static Centers of(KMeansModel model) {
        return new Centers(model.parentModel().clusterCenters().clone());
    }

    int size() {
        return norms.length;
    }

    int features() {
        return features;
    }

    /** All values; center c starts at {@code c * features()}. */
    double[] values() {
        return values;
    }

    double norm(int center) {
        return norms[center];
    }

    boolean isDense(int center) {
        return moved[center] || first[center] instanceof DenseVector;
    }

    /** Moves a center to a point in an array. */
    void move(int center, double[] from, int at, double norm) {
        System.arraycopy(from, at, values, center * features, features);
        norms[center] = norm;
        moved[center] = true;
    }

    /** Each as MLlib's model holds it: those that never moved are the first ones. */
    Vector[] vectors() {
        Vector[] vectors = first.clone();
        for (int center = 0; center < vectors.length; center++) {
            if (moved[center]) {
                vectors[center] = Vectors.dense(Arrays.copyOfRange(values, center * features, (center + 1) * features));
            }
        }
        return vectors;
    }
}
