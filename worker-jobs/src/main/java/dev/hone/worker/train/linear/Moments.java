package dev.hone.worker.train.linear;

/**
 * Weighted mean and standard deviation of columns, bit-equal to those of MLlib's {@code SummarizerBuffer}: zeros are left
 * out of the running mean and brought in at the end.
 */
final class Moments {
    private final double[] means;
    private final double[] squares;
    private final double[] weights;
    private double weightSum;
    private double weightSquares;

    Moments(int columns) {
        means = new double[columns];
        squares = new double[columns];
        weights = new double[columns];
    }

    /** Adds a value to a column. */
    void add(int column, double value, double weight) {
        if (value == 0) {
            return;
        }
        double mean = means[column];
        double difference = value - mean;
        double moved = mean + weight * difference / (weights[column] + weight);
        means[column] = moved;
        squares[column] += weight * (value - moved) * difference;
        weights[column] += weight;
    }

    /** Counts a row whose values were added. */
    void addRow(double weight) {
        weightSum += weight;
        weightSquares += weight * weight;
    }

    double weightSum() {
        return weightSum;
    }

    double[] means() {
        double[] all = new double[means.length];
        for (int column = 0; column < all.length; column++) {
            all[column] = means[column] * (weights[column] / weightSum);
        }
        return all;
    }

    double[] deviations() {
        double[] all = new double[means.length];
        double degrees = weightSum - weightSquares / weightSum;
        for (int column = 0; degrees > 0 && column < all.length; column++) {
            all[column] = Math.sqrt(Math.max(squaresOfAll(column) / degrees, 0.0));
        }
        return all;
    }

    private double squaresOfAll(int column) {
        double mean = means[column];
        double weight = weights[column];
        return squares[column] + mean * mean * weight * (weightSum - weight) / weightSum;
    }
}
