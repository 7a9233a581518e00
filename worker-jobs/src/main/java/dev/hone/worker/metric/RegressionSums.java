package dev.hone.worker.metric;

import dev.hone.worker.data.RowView;

/**
 * Sums over labels, errors and predictions, added up as Spark's {@code RegressionMetrics} does with a
 * {@code SummarizerBuffer}: same operations in the same order, so that labels far from zero lose the same digits.
 */
final class RegressionSums {
    private final Column label = new Column();
    private final Column error = new Column();
    private final Column prediction = new Column();
    private double weightSum;
    private double squaredWeightSum;

    private RegressionSums() {}

    /**
     * The sums.
     *
     * @throws IllegalArgumentException if no row has a positive weight
     */
    static RegressionSums of(Predictions predictions) {
        RegressionSums sums = new RegressionSums();
        RowView rows = predictions.rows();
        for (int position = 0; position < rows.size(); position++) {
            sums.add(rows.label(position), predictions.prediction(position), rows.weight(position));
        }
        if (!(sums.weightSum > 0.0)) {
            throw new IllegalArgumentException(
                    "Regression metrics need a row of positive weight (rows: " + rows.size() + ")");
        }
        return sums;
    }

    private void add(double actual, double predicted, double weight) {
        if (weight == 0.0) {
            return;
        }
        label.add(actual, weight);
        error.add(actual - predicted, weight);
        prediction.add(predicted, weight);
        weightSum += weight;
        squaredWeightSum += weight * weight;
    }

    double meanSquaredError() {
        return error.squaredNorm() / weightSum;
    }

    double meanAbsoluteError() {
        return error.absoluteSum / weightSum;
    }

    double determination(RegressionLine line) {
        double baseline = line == RegressionLine.THROUGH_ORIGIN ? label.squaredNorm() : labelSumOfSquares();
        return 1 - error.squaredNorm() / baseline;
    }

    double explainedVariance() {
        double labelMean = mean(label);
        double explained = prediction.squaredNorm()
                + Math.pow(labelMean, 2) * weightSum
                - 2 * labelMean * mean(prediction) * weightSum;
        return explained / weightSum;
    }

    private double mean(Column column) {
        return column.mean * (column.weightSum / weightSum);
    }

    private double labelSumOfSquares() {
        return labelVariance() * (weightSum - 1);
    }

    private double labelVariance() {
        double denominator = weightSum - squaredWeightSum / weightSum;
        if (!(denominator > 0.0)) {
            return 0.0;
        }
        double zeros = label.mean * label.mean * label.weightSum * (weightSum - label.weightSum) / weightSum;
        return Math.max((label.centeredSquares + zeros) / denominator, 0.0);
    }

    /** Running sums of one column over its values that are not zero. */
    private static final class Column {
        private double mean;
        private double centeredSquares;
        private double squares;
        private double absoluteSum;
        private double weightSum;

        private void add(double value, double weight) {
            if (value == 0.0) {
                return;
            }
            double difference = value - mean;
            mean += weight * difference / (weightSum + weight);
            centeredSquares += weight * (value - mean) * difference;
            weightSum += weight;
            squares += weight * value * value;
            absoluteSum += weight * Math.abs(value);
        }

        /** Spark squares the root of the sum, which is not always the sum. */
        private double squaredNorm() {
            return Math.pow(Math.sqrt(squares), 2);
        }
    }
}
