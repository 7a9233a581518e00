package dev.hone.ml.neural;

import java.io.Serializable;
import java.util.List;

/**
 * How wide the layers of a network are, and where each layer's numbers lie among all parameters: first its weights, all
 * those of an input together, then its biases.
 */
public final class Layers implements Serializable {
    private static final long serialVersionUID = 1L;

    private final int[] widths;
    private final int[] starts;

    private Layers(int[] widths) {
        this.widths = widths;
        starts = new int[widths.length];
        for (int layer = 0; layer < count(); layer++) {
            starts[layer + 1] = end(layer);
        }
    }

    /**
     * @param inputs number of features
     * @param hidden number of neurons of each hidden layer
     * @param outputs number of outputs
     * @throws IllegalArgumentException if a layer is empty or there would be more than 2^31 - 1 parameters
     */
    public static Layers of(int inputs, List<Integer> hidden, int outputs) {
        int[] widths = new int[hidden.size() + 2];
        widths[0] = inputs;
        for (int layer = 0; layer < hidden.size(); layer++) {
            widths[layer + 1] = hidden.get(layer);
        }
        widths[widths.length - 1] = outputs;
        return of(widths);
    }

    /** @param widths number of inputs, of each hidden layer's neurons, and of outputs */
    public static Layers of(int... widths) {
        if (widths.length < 2) {
            throw new IllegalArgumentException(
                    "A network must have inputs and outputs (layers: " + widths.length + ")");
        }
        for (int width : widths) {
            if (width < 1) {
                throw new IllegalArgumentException("Every layer must have at least 1 neuron (neurons: " + width + ")");
            }
        }
        return new Layers(widths.clone());
    }

    /** Number of layers that have weights: the hidden ones and the output. */
    public int count() {
        return widths.length - 1;
    }

    /** Number of a layer's inputs. */
    public int inputs(int layer) {
        return widths[layer];
    }

    /** Number of a layer's neurons. */
    public int outputs(int layer) {
        return widths[layer + 1];
    }

    /** Number of features. */
    public int inputs() {
        return widths[0];
    }

    /** Number of the last layer's neurons. */
    public int outputs() {
        return widths[widths.length - 1];
    }

    /** Where the weights of a layer start; that from input i to neuron o follows after {@code i * outputs + o} others. */
    public int weightsAt(int layer) {
        return starts[layer];
    }

    /** Where the biases of a layer start. */
    public int biasesAt(int layer) {
        return starts[layer] + inputs(layer) * outputs(layer);
    }

    /** Number of weights and biases. */
    public int parameters() {
        return starts[starts.length - 1];
    }

    /** Number of inputs, of each hidden layer's neurons, and of outputs. */
    public int[] widths() {
        return widths.clone();
    }

    private int end(int layer) {
        long end = starts[layer] + (inputs(layer) + 1L) * outputs(layer);
        if (end > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A network must have fewer than 2^31 weights (layer " + layer + ": "
                    + inputs(layer) + " x " + outputs(layer) + ")");
        }
        return (int) end;
    }
}
