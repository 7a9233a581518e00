package dev.hone.ml.neural;

/**
 * Sends blocks of rows forward through a network and errors back, in arrays of its own. A block is a matrix whose columns
 * are the rows of the table. Serves one training in one thread.
 */
final class BackPropagation {
    private final Layers layers;
    private final Activation activation;
    private final Loss loss;
    private final LayerProducts products = new LayerProducts();
    private final double[][] outputs;
    private final double[][] slopes;
    private final double[] targets;
    private final double[] shares;

    /** @param mostRows how many rows a block has at most */
    BackPropagation(Layers layers, Activation activation, Loss loss, int mostRows) {
        this.layers = layers;
        this.activation = activation;
        this.loss = loss;
        outputs = new double[layers.count() + 1][];
        slopes = new double[layers.count()][];
        outputs[0] = new double[Math.multiplyExact(mostRows, layers.inputs())];
        for (int layer = 0; layer < layers.count(); layer++) {
            outputs[layer + 1] = new double[Math.multiplyExact(mostRows, layers.outputs(layer))];
            slopes[layer] = new double[isLast(layer) ? 0 : outputs[layer + 1].length];
        }
        targets = new double[mostRows];
        shares = new double[mostRows];
    }

    /** Where the next block's features are put, one row after another. */
    double[] inputs() {
        return outputs[0];
    }

    /** Where the next block's targets are put. */
    double[] targets() {
        return targets;
    }

    /** Where the share of each of the next block's rows in the loss is put. */
    double[] shares() {
        return shares;
    }

    /** The loss of the block with all neurons; the block is used up. */
    double loss(double[] parameters, int rows) {
        for (int layer = 0; layer < layers.count(); layer++) {
            forward(layer, parameters, rows);
        }
        return differentiate(rows);
    }

    /**
     * The loss of the block, to whose gradient its own is added; the block is used up.
     *
     * @param gradient of the length of the parameters
     */
    double addGradient(double[] parameters, int rows, Dropout dropout, double[] gradient) {
        for (int layer = 0; layer < layers.count(); layer++) {
            forward(layer, parameters, rows);
            if (!isLast(layer)) {
                dropout.apply(outputs[layer + 1], slopes[layer], rows * layers.outputs(layer));
            }
        }
        double value = differentiate(rows);
        for (int layer = layers.count() - 1; layer >= 0; layer--) {
            addGradient(layer, rows, gradient);
            if (layer > 0) {
                backward(layer, parameters, rows);
            }
        }
        return value;
    }

    private boolean isLast(int layer) {
        return layer == layers.count() - 1;
    }

    private void forward(int layer, double[] parameters, int rows) {
        int width = layers.outputs(layer);
        double[] target = outputs[layer + 1];
        for (int row = 0; row < rows; row++) {
            System.arraycopy(parameters, layers.biasesAt(layer), target, row * width, width);
        }
        int inputs = layers.inputs(layer);
        int weights = layers.weightsAt(layer);
        products.addOutputs(rows, inputs, width, outputs[layer], parameters, weights, target);
        if (!isLast(layer)) {
            activation.apply(target, slopes[layer], rows * width);
        }
    }

    private double differentiate(int rows) {
        return loss.differentiate(outputs[layers.count()], targets, shares, rows, layers.outputs());
    }

    private void addGradient(int layer, int rows, double[] gradient) {
        int width = layers.outputs(layer);
        int inputs = layers.inputs(layer);
        double[] errors = outputs[layer + 1];
        int weights = layers.weightsAt(layer);
        products.addGradient(rows, inputs, width, outputs[layer], errors, gradient, weights);
        int biases = layers.biasesAt(layer);
        for (int row = 0; row < rows; row++) {
            int start = row * width;
            for (int neuron = 0; neuron < width; neuron++) {
                gradient[biases + neuron] += errors[start + neuron];
            }
        }
    }

    /** Replaces the inputs of a layer, which are no longer needed, by the errors of the neurons that they came from. */
    private void backward(int layer, double[] parameters, int rows) {
        int width = layers.outputs(layer);
        int inputs = layers.inputs(layer);
        double[] errors = outputs[layer];
        int weights = layers.weightsAt(layer);
        products.errors(rows, inputs, width, outputs[layer + 1], parameters, weights, errors);
        double[] slope = slopes[layer - 1];
        for (int index = 0; index < rows * inputs; index++) {
            errors[index] *= slope[index];
        }
    }
}
