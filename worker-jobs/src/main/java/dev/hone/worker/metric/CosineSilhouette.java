package dev.hone.worker.metric;

import org.apache.spark.ml.linalg.BLAS;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/** Spark's {@code CosineSilhouette}. */
final class CosineSilhouette extends Silhouette {

    CosineSilhouette(Predictions predictions) {
        super(predictions);
    }

    @Override
    Vector point(Vector features) {
        Vector unit = features.copy();
        BLAS.scal(1.0 / Vectors.norm(features, 2.0), unit);
        return unit;
    }

    /** Every point has length one. */
    @Override
    double squaredLength(Vector point) {
        return 1.0;
    }

    @Override
    double meanDistance(Vector point, double squaredLength, Cluster cluster) {
        return 1 - cluster.dot(point) / cluster.weightSum();
    }
}
