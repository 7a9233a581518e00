package dev.hone.ml.svm;

import dev.hone.worker.data.FeatureMatrix;

/** Sums over a dense row and one of a matrix. */
final class Products {
    private Products() {}

    static double dot(double[] row, FeatureMatrix rows, int other) {
        return rows instanceof FeatureMatrix.Sparse sparse
                ? dot(row, sparse, other)
                : dot(row, (FeatureMatrix.Dense) rows, other);
    }

    static double squaredDistance(double[] row, FeatureMatrix rows, int other) {
        return rows instanceof FeatureMatrix.Sparse sparse
                ? squaredDistance(row, sparse, other)
                : squaredDistance(row, (FeatureMatrix.Dense) rows, other);
    }

    private static double dot(double[] row, FeatureMatrix.Dense rows, int other) {
        double[] values = rows.values();
        int at = other * row.length;
        double sum = 0;
        for (int column = 0; column < row.length; column++) {
            sum += row[column] * values[at + column];
        }
        return sum;
    }

    private static double dot(double[] row, FeatureMatrix.Sparse rows, int other) {
        int[] indices = rows.indices();
        double[] values = rows.values();
        double sum = 0;
        for (int stored = rows.starts()[other]; stored < rows.starts()[other + 1]; stored++) {
            sum += row[indices[stored]] * values[stored];
        }
        return sum;
    }

    private static double squaredDistance(double[] row, FeatureMatrix.Dense rows, int other) {
        double[] values = rows.values();
        int at = other * row.length;
        double sum = 0;
        for (int column = 0; column < row.length; column++) {
            double difference = row[column] - values[at + column];
            sum += difference * difference;
        }
        return sum;
    }

    private static double squaredDistance(double[] row, FeatureMatrix.Sparse rows, int other) {
        int[] indices = rows.indices();
        double[] values = rows.values();
        double sum = 0;
        int stored = rows.starts()[other];
        int end = rows.starts()[other + 1];
        for (int column = 0; column < row.length; column++) {
            boolean isStored = stored < end && indices[stored] == column;
            double difference = isStored ? row[column] - values[stored++] : row[column];
            sum += difference * difference;
        }
        return sum;
    }
}
