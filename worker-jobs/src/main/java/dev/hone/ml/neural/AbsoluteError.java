package dev.hone.ml.neural;

/** The size of an error. */
public record AbsoluteError() implements Loss {

    @Override
    public double differentiate(double[] outputs, double[] targets, double[] shares, int rows, int width) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            double error = outputs[row] - targets[row];
            sum += shares[row] * Math.abs(error);
            outputs[row] = shares[row] * Math.signum(error);
        }
        return sum;
    }
}
