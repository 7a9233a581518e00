package dev.hone.ml.svm;

import dev.hone.worker.data.FeatureMatrix;

/** Squared Euclidean norms, summed in the order of the columns as dot products are. */
final class Norms {
    private Norms() {}

    /** Those of all rows. */
    static double[] of(FeatureMatrix rows) {
        double[] norms = new double[rows.numRows()];
        for (int row = 0; row < norms.length; row++) {
            norms[row] = of(rows.values(), rows.start(row), rows.start(row + 1));
        }
        return norms;
    }

    /** That of the values from one index to before another. */
    static double of(double[] values, int from, int to) {
        double norm = 0;
        for (int index = from; index < to; index++) {
            norm += values[index] * values[index];
        }
        return norm;
    }
}
