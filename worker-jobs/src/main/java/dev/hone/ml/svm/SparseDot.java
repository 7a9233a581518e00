package dev.hone.ml.svm;

import dev.hone.worker.data.FeatureMatrix;

/** Dot products of one sparse row with others, by way of a dense copy of it. Serves one thread. */
final class SparseDot {
    private final FeatureMatrix.Sparse rows;
    private final double[] dense;
    private int current;

    SparseDot(FeatureMatrix.Sparse rows) {
        this.rows = rows;
        this.dense = new double[rows.numFeatures()];
        this.current = -1;
    }

    /** Makes a row the one of which dot products are asked. */
    void select(int row) {
        if (current >= 0) {
            for (int stored = rows.start(current); stored < rows.start(current + 1); stored++) {
                dense[rows.indices()[stored]] = 0;
            }
        }
        for (int stored = rows.start(row); stored < rows.start(row + 1); stored++) {
            dense[rows.indices()[stored]] = rows.values()[stored];
        }
        current = row;
    }

    /** With a row of the same matrix. */
    double with(int other) {
        return rows.dot(dense, other);
    }

    /** With a row of another matrix of as many columns. */
    double with(FeatureMatrix others, int other) {
        return others.dot(dense, other);
    }
}
