package dev.hone.ml.neural;

import java.util.List;

/**
 * How a network is built and trained.
 *
 * @param hiddenLayers number of neurons of each hidden layer, from inputs to outputs; none for a linear model
 * @param activation of the hidden neurons
 * @param initialization of all weights
 * @param solver how weights are found
 * @param regParam L2 penalty: the mean loss of rows grows by {@code regParam / 2} times the sum of the squared weights,
 *     biases left out
 * @param stopping when training ends early
 * @param standardization whether features, and a quantity to be predicted, are scaled to mean 0 and deviation 1
 * @param seed of weights, order of rows, dropout and choice of validation rows
 */
public record NetworkSettings(
        List<Integer> hiddenLayers,
        Activation activation,
        Initialization initialization,
        Solver solver,
        double regParam,
        Stopping stopping,
        boolean standardization,
        long seed) {

    public NetworkSettings {
        hiddenLayers = List.copyOf(hiddenLayers);
    }
}
