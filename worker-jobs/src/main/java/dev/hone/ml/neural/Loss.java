package dev.hone.ml.neural;

/** What training makes small. */
public sealed interface Loss permits CrossEntropy, SquaredError, AbsoluteError, Huber {

    /**
     * Replaces a network's outputs by the loss's derivatives by them.
     *
     * @param outputs one row after another
     * @param targets one per row
     * @param shares the share of each row in the loss
     * @param width number of outputs of a row
     * @return the loss
     */
    double differentiate(double[] outputs, double[] targets, double[] shares, int rows, int width);
}
