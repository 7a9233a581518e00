package dev.hone.worker.metric;

import dev.hone.worker.data.RowView;
import org.apache.spark.ml.linalg.BLAS;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;

/**
 * The silhouette of Spark's {@code ClusteringMetrics}: a row's mean distance to a cluster comes from the cluster's sums,
 * so the cost is rows x clusters x features. Uses MLlib's own kernels, for the low bits are theirs.
 */
abstract sealed class Silhouette permits SquaredEuclideanSilhouette, CosineSilhouette {
    private final Predictions predictions;

    Silhouette(Predictions predictions) {
        this.predictions = predictions;
    }

    /** The features of a row as the distance sees them. */
    abstract Vector point(Vector features);

    /** Squared length of a point, where the distance needs it. */
    abstract double squaredLength(Vector point);

    /** Mean distance of a point of that squared length to the rows of a cluster. */
    abstract double meanDistance(Vector point, double squaredLength, Cluster cluster);

    /**
     * Weighted mean of the rows' silhouettes.
     *
     * @throws IllegalArgumentException if there is one cluster only, or no row has a positive weight
     */
    double score() {
        ValueIndex identities = new ValueIndex();
        Cluster[] clusters = clusters(identities);
        RowView rows = predictions.rows();
        double sum = 0.0;
        double weightSum = 0.0;
        for (int position = 0; position < rows.size(); position++) {
            double weight = rows.weight(position);
            int own = identities.find(predictions.prediction(position));
            sum += coefficient(point(rows.vector(position)), weight, own, clusters) * weight;
            weightSum += weight;
        }
        if (weightSum == 0.0) {
            throw new IllegalArgumentException(
                    "Metric 'silhouette': needs a row of positive weight (rows: " + rows.size() + ")");
        }
        return sum / weightSum;
    }

    private Cluster[] clusters(ValueIndex identities) {
        RowView rows = predictions.rows();
        for (int position = 0; position < rows.size(); position++) {
            identities.add(predictions.prediction(position));
        }
        if (identities.size() < 2) {
            throw new IllegalArgumentException("Metric 'silhouette': number of clusters must be greater than one (was: "
                    + identities.size() + ")");
        }
        Cluster[] clusters = new Cluster[identities.size()];
        for (int index = 0; index < clusters.length; index++) {
            clusters[index] = new Cluster(rows.data().features().numFeatures());
        }
        for (int position = 0; position < rows.size(); position++) {
            Vector point = point(rows.vector(position));
            clusters[identities.find(predictions.prediction(position))].add(
                    point, squaredLength(point), rows.weight(position));
        }
        return clusters;
    }

    private double coefficient(Vector point, double weight, int own, Cluster[] clusters) {
        double ownWeight = clusters[own].weightSum();
        if (ownWeight == weight) {
            return 0.0;
        }
        double squaredLength = squaredLength(point);
        double nearest = Double.NaN;
        for (int index = 0; index < clusters.length; index++) {
            if (index != own) {
                nearest = smaller(nearest, meanDistance(point, squaredLength, clusters[index]));
            }
        }
        // The row itself is part of its cluster's sums, but not of its own neighbourhood.
        double inside = meanDistance(point, squaredLength, clusters[own]) * ownWeight / (ownWeight - weight);
        return contrast(inside, nearest);
    }

    private static double contrast(double inside, double nearest) {
        if (inside < nearest) {
            return 1 - inside / nearest;
        }
        return inside > nearest ? nearest / inside - 1 : 0.0;
    }

    /** As in Scala's ordering of doubles, NaN is larger than any number. */
    private static double smaller(double left, double right) {
        return Double.compare(right, left) < 0 ? right : left;
    }

    /** Sums over the rows of a cluster. */
    static final class Cluster {
        private final DenseVector pointSum;
        private double squaredLengthSum;
        private double weightSum;

        private Cluster(int features) {
            pointSum = new DenseVector(new double[features]);
        }

        private void add(Vector point, double squaredLength, double weight) {
            BLAS.axpy(weight, point, pointSum);
            squaredLengthSum += squaredLength * weight;
            weightSum += weight;
        }

        double dot(Vector point) {
            return BLAS.dot(point, pointSum);
        }

        double squaredLengthSum() {
            return squaredLengthSum;
        }

        double weightSum() {
            return weightSum;
        }
    }
}
