package dev.hone.worker.train.linear;

import dev.hone.worker.data.FeatureMatrix;

/** The rows of a table's features, as the passes over them that are made once per fold need them. */
sealed interface FeatureRows permits DenseRows, SparseRows {

    static FeatureRows of(FeatureMatrix features) {
        return features.byLayout(DenseRows::new, SparseRows::new);
    }

    int numFeatures();

    /** Whether no value of a row is infinite or not a number. */
    boolean areFinite(int row);

    /** Adds the values of a row that are not zero. */
    void addTo(Moments moments, int row, double weight);

    /** How many values of a row are not zero once they are scaled. */
    int nonZeros(int row, double[] scales);

    /** Writes a scaled row, zeros included, to {@code target} from {@code at} on. */
    void scale(int row, double[] scales, double[] target, int at);

    /** Writes the values of a scaled row that are not zero from {@code at} on; returns where they end. */
    int scale(int row, double[] scales, int[] indices, double[] values, int at);
}
