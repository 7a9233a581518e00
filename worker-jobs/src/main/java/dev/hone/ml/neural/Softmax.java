package dev.hone.ml.neural;

/** Turns numbers into probabilities. */
public final class Softmax {
    private Softmax() {}

    /**
     * Replaces numbers by exponentials that sum to 1.
     *
     * @return the logarithm of what the exponentials of the numbers summed to
     */
    public static double apply(double[] values, int start, int length) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int at = start; at < start + length; at++) {
            largest = Math.max(largest, values[at]);
        }
        double sum = 0;
        for (int at = start; at < start + length; at++) {
            values[at] = Math.exp(values[at] - largest);
            sum += values[at];
        }
        for (int at = start; at < start + length; at++) {
            values[at] /= sum;
        }
        return largest + Math.log(sum);
    }
}
