package dev.hone.ml.neural;

/** Of a class, the logarithm of its probability, which is the softmax of the outputs; the target is the class's index. */
public record CrossEntropy() implements Loss {

    @Override
    public double differentiate(double[] outputs, double[] targets, double[] shares, int rows, int width) {
        double sum = 0;
        for (int row = 0; row < rows; row++) {
            int start = row * width;
            int target = start + (int) targets[row];
            double margin = outputs[target];
            double logSum = Softmax.apply(outputs, start, width);
            sum += shares[row] * (logSum - margin);
            for (int at = start; at < start + width; at++) {
                outputs[at] *= shares[row];
            }
            outputs[target] -= shares[row];
        }
        return sum;
    }
}
