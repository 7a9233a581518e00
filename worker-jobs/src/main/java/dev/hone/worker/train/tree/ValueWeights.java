package dev.hone.worker.train.tree;

import java.util.Arrays;

/**
 * Different values, ascending, and the weight of each.
 *
 * @param total sum of the weights, in the order in which MLlib adds them
 */
record ValueWeights(double[] values, double[] weights, int size, double total) {

    double weight(int index) {
        return weights[index];
    }

    /** Halfway from the value before. */
    double between(int index) {
        return (values[index - 1] + values[index]) / 2;
    }

    double[] between() {
        double[] all = new double[size - 1];
        Arrays.setAll(all, index -> between(index + 1));
        return all;
    }

    /** With the value zero, which is not among these yet. */
    ValueWeights withZero(double weight) {
        double[] moreValues = Arrays.copyOf(values, size + 1);
        double[] moreWeights = Arrays.copyOf(weights, size + 1);
        int index = size;
        while (index > 0 && values[index - 1] > 0) {
            moreValues[index] = values[index - 1];
            moreWeights[index] = weights[index - 1];
            index--;
        }
        moreValues[index] = 0;
        moreWeights[index] = weight;
        return new ValueWeights(moreValues, moreWeights, size + 1, total);
    }
}
