package dev.hone.ml.neural;

import dev.hone.worker.data.RowView;
import java.util.Arrays;

/**
 * Scales columns to mean 0 and deviation 1 over weighted rows; deviations are those of a sample, as Spark's {@code
 * StandardScaler} has them.
 */
final class Standardization {
    private final RowView rows;
    private final int[] positions;
    private final double weightSum;
    private final double degreesOfFreedom;

    /** @param positions which rows of the view count */
    Standardization(RowView rows, int[] positions) {
        this.rows = rows;
        this.positions = positions;
        double sum = 0;
        double squares = 0;
        for (int position : positions) {
            double weight = rows.weight(position);
            sum += weight;
            squares += weight * weight;
        }
        weightSum = sum;
        degreesOfFreedom = sum - squares / sum;
    }

    /** That of the features; a constant one becomes 0. */
    Scaling ofFeatures() {
        int columns = rows.data().features().numFeatures();
        ScaledFeatures features = ScaledFeatures.of(rows.data().features(), Scaling.none(columns));
        double[] row = new double[columns];
        double[] means = new double[columns];
        for (int position : positions) {
            features.copy(rows.row(position), row, 0);
            double share = rows.weight(position) / weightSum;
            for (int column = 0; column < columns; column++) {
                means[column] += share * row[column];
            }
        }
        double[] squares = new double[columns];
        for (int position : positions) {
            features.copy(rows.row(position), row, 0);
            double weight = rows.weight(position);
            for (int column = 0; column < columns; column++) {
                double distance = row[column] - means[column];
                squares[column] += weight * distance * distance;
            }
        }
        double[] factors = new double[columns];
        Arrays.setAll(factors, column -> inverseDeviation(squares[column], 0.0));
        return new Scaling(means, factors);
    }

    /** That of the label; a constant one is only shifted. */
    Scaling ofLabel() {
        double mean = 0;
        for (int position : positions) {
            mean += rows.weight(position) / weightSum * rows.label(position);
        }
        double squares = 0;
        for (int position : positions) {
            double distance = rows.label(position) - mean;
            squares += rows.weight(position) * distance * distance;
        }
        return new Scaling(new double[] {mean}, new double[] {inverseDeviation(squares, 1.0)});
    }

    private double inverseDeviation(double squares, double ofConstant) {
        double variance = squares / degreesOfFreedom;
        return variance > 0 && variance < Double.POSITIVE_INFINITY ? 1 / Math.sqrt(variance) : ofConstant;
    }
}
