package dev.hone.worker.train.cluster;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.ludovic.netlib.blas.BLAS;
import org.apache.spark.ml.linalg.BLAS$;

/** The rows of a fold as points among centers. Sums are made in the order in which MLlib makes them. */
final class PointSet {
    private static final int[] NONE = {};

    private final RowView rows;
    private final RowNorms statistics;
    private final boolean dense;
    private final double[] values;
    private final int[] starts;
    private final int[] indices;
    private final int features;
    private final BLAS blas;

    PointSet(RowView rows, RowNorms statistics) {
        this.rows = rows;
        this.statistics = statistics;
        FeatureMatrix matrix = rows.data().features();
        features = matrix.numFeatures();
        blas = BLAS$.MODULE$.getBLAS(features);
        dense = !matrix.isSparse();
        values = matrix.values();
        starts = matrix.byLayout(unused -> NONE, FeatureMatrix.Sparse::starts);
        indices = matrix.byLayout(unused -> NONE, FeatureMatrix.Sparse::indices);
    }

    int size() {
        return rows.size();
    }

    double weight(int position) {
        return rows.weight(position);
    }

    double norm(int position) {
        return statistics.norm(position);
    }

    boolean areDense() {
        return dense;
    }

    /** A point's inner product with a center. */
    double product(int position, double[] centers, int center) {
        int row = rows.row(position);
        int start = center * features;
        if (dense) {
            return blas.ddot(features, centers, start, 1, values, row * features, 1);
        }
        double sum = 0;
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            sum += values[at] * centers[start + indices[at]];
        }
        return sum;
    }

    /** The sum of the squared differences to a center. */
    double squaredDistance(int position, double[] centers, int center) {
        int row = rows.row(position);
        int start = center * features;
        return dense ? denseDistance(row * features, centers, start) : sparseDistance(row, centers, start);
    }

    private double denseDistance(int from, double[] centers, int start) {
        double sum = 0;
        for (int feature = 0; feature < features; feature++) {
            double difference = centers[start + feature] - values[from + feature];
            sum += difference * difference;
        }
        return sum;
    }

    private double sparseDistance(int row, double[] centers, int start) {
        double sum = 0;
        int at = starts[row];
        int end = starts[row + 1];
        for (int feature = 0; feature < features; feature++) {
            double difference = centers[start + feature];
            if (at < end && indices[at] == feature) {
                difference = values[at++] - difference;
            }
            sum += difference * difference;
        }
        return sum;
    }

    /**
     * The sums of the squared differences of a point whose values are all stored to four centers. Each is made in the order
     * of {@link #squaredDistance}; side by side they need not wait for each other.
     */
    void squaredDistances(int position, double[] centers, int[] four, double[] distances) {
        int from = rows.row(position) * features;
        int first = four[0] * features;
        int second = four[1] * features;
        int third = four[2] * features;
        int fourth = four[3] * features;
        double firstSum = 0;
        double secondSum = 0;
        double thirdSum = 0;
        double fourthSum = 0;
        for (int feature = 0; feature < features; feature++) {
            double value = values[from + feature];
            double firstDifference = centers[first + feature] - value;
            double secondDifference = centers[second + feature] - value;
            double thirdDifference = centers[third + feature] - value;
            double fourthDifference = centers[fourth + feature] - value;
            firstSum += firstDifference * firstDifference;
            secondSum += secondDifference * secondDifference;
            thirdSum += thirdDifference * thirdDifference;
            fourthSum += fourthDifference * fourthDifference;
        }
        distances[0] = firstSum;
        distances[1] = secondSum;
        distances[2] = thirdSum;
        distances[3] = fourthSum;
    }

    /** Adds a point times a factor to a row of sums. */
    void addTo(double[] sums, int cluster, int position, double factor) {
        int row = rows.row(position);
        int start = cluster * features;
        if (dense) {
            blas.daxpy(features, factor, values, row * features, 1, sums, start, 1);
            return;
        }
        for (int at = starts[row]; at < starts[row + 1]; at++) {
            sums[start + indices[at]] += factor * values[at];
        }
    }
}
