package dev.hone.ml.neural;

/**
 * Half the square of a small error, and in proportion to a large one.
 *
 * @param epsilon the largest small error
 */
public record Huber(double epsilon) implements Loss {

    @Override
    public double differentiate(double[] outputs, double[] targets, double[] shares, int rows, int width) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            double error = outputs[row] - targets[row];
            double bounded = Math.max(-epsilon, Math.min(epsilon, error));
            sum += shares[row] * bounded * (error - bounded / 2);
            outputs[row] = shares[row] * bounded;
        }
        return sum;
    }
}
