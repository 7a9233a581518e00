package dev.hone.ml.neural;

/** Half the square of an error. */
public record SquaredError() implements Loss {

    @Override
    public double differentiate(double[] outputs, double[] targets, double[] shares, int rows, int width) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            double error = outputs[row] - targets[row];
            sum += shares[row] * error * error;
            outputs[row] = shares[row] * error;
        }
        return sum / 2;
    }
}
