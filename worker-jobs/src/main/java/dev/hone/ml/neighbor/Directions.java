package dev.hone.ml.neighbor;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Arrays;

/**
 * Points on the unit sphere for rows of which only the direction counts. Zero has no direction: a searched row of zeros
 * becomes a unit vector along one additional axis and a query of zeros one along another, so that each is at right angles to
 * all others.
 */
final class Directions {
    private static final int AXES = 2;

    private Directions() {}

    static FeatureMatrix of(FeatureMatrix rows) {
        return rows.byLayout(dense -> of(dense), sparse -> of(sparse));
    }

    private static FeatureMatrix of(FeatureMatrix.Dense rows) {
        int columns = rows.numFeatures();
        int width = columns + AXES;
        double[] points = new double[Math.multiplyExact(rows.numRows(), width)];
        for (int row = 0; row < rows.numRows(); row++) {
            rows.copyRow(row, points, row * width);
            if (!scaleToOne(points, row * width, columns)) {
                points[row * width + columns] = 1;
            }
        }
        return FeatureMatrix.dense(rows.numRows(), width, points);
    }

    private static FeatureMatrix of(FeatureMatrix.Sparse rows) {
        int count = rows.numRows();
        int[] starts = new int[count + 1];
        int[] indices = new int[rows.values().length + count];
        double[] values = new double[indices.length];
        for (int row = 0; row < count; row++) {
            int from = rows.starts()[row];
            int length = rows.starts()[row + 1] - from;
            int at = starts[row];
            System.arraycopy(rows.indices(), from, indices, at, length);
            System.arraycopy(rows.values(), from, values, at, length);
            if (!scaleToOne(values, at, length)) {
                indices[at] = rows.numFeatures();
                values[at] = 1;
                length = 1;
            }
            starts[row + 1] = at + length;
        }
        int stored = starts[count];
        return FeatureMatrix.sparse(
                rows.numFeatures() + AXES, starts, Arrays.copyOf(indices, stored), Arrays.copyOf(values, stored));
    }

    static void ofQuery(double[] row, int at, int columns) {
        row[at + columns] = 0;
        row[at + columns + 1] = scaleToOne(row, at, columns) ? 0 : 1;
    }

    /** @param columns number of columns of the rows */
    static SparsePoint ofQuery(SparsePoint row, int columns) {
        double[] values = row.values().clone();
        return scaleToOne(values, 0, values.length)
                ? new SparsePoint(row.indices(), values)
                : new SparsePoint(new int[] {columns + 1}, new double[] {1});
    }

    /** Whether there was something to scale. Scaling by the largest value first avoids overflow. */
    private static boolean scaleToOne(double[] values, int at, int length) {
        double largest = 0;
        for (int index = at; index < at + length; index++) {
            largest = Math.max(largest, Math.abs(values[index]));
        }
        if (largest == 0) {
            return false;
        }
        divide(values, at, length, largest);
        divide(values, at, length, Math.sqrt(Squares.norm(values, at, length)));
        return true;
    }

    private static void divide(double[] values, int at, int length, double divisor) {
        for (int index = at; index < at + length; index++) {
            values[index] /= divisor;
        }
    }
}
