package dev.hone.worker.metric;

import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/** Spark's {@code SquaredEuclideanSilhouette}. */
final class SquaredEuclideanSilhouette extends Silhouette {

    SquaredEuclideanSilhouette(Predictions predictions) {
        super(predictions);
    }

    @Override
    Vector point(Vector features) {
        return features;
    }

    /** Spark squares the root of the sum, which is not always the sum. */
    @Override
    double squaredLength(Vector point) {
        return Math.pow(Vectors.norm(point, 2.0), 2.0);
    }

    @Override
    double meanDistance(Vector point, double squaredLength, Cluster cluster) {
        return squaredLength
                + cluster.squaredLengthSum() / cluster.weightSum()
                - 2 * cluster.dot(point) / cluster.weightSum();
    }
}
