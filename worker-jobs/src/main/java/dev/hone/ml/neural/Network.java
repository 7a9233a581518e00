package dev.hone.ml.neural;

import dev.ludovic.netlib.blas.BLAS;
import java.io.Serializable;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.ml.linalg.Vector;

/** A trained network: immutable, safe for use by many threads. */
public final class Network implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final BLAS BLAS = BLAS$.MODULE$.javaBLAS();

    private final Layers layers;
    private final Activation activation;
    private final double[] parameters;
    private final Scaling inputs;
    private final Scaling target;

    /**
     * The array becomes its own.
     *
     * @param parameters weights and biases, in the order of {@link Layers}
     * @param inputs how features are scaled before they enter
     * @param target how a quantity to be predicted was scaled before outputs were compared with it; one column
     */
    public Network(Layers layers, Activation activation, double[] parameters, Scaling inputs, Scaling target) {
        if (parameters.length != layers.parameters()
                || inputs.numFeatures() != layers.inputs()
                || target.numFeatures() != 1) {
            throw new IllegalArgumentException("Parts of a network must fit each other (parameters: "
                    + parameters.length + " of " + layers.parameters() + ", scaled inputs: " + inputs.numFeatures()
                    + " of "
                    + layers.inputs() + ", scaled targets: " + target.numFeatures() + " of 1)");
        }
        this.layers = layers;
        this.activation = activation;
        this.parameters = parameters;
        this.inputs = inputs;
        this.target = target;
    }

    public Layers layers() {
        return layers;
    }

    public Activation activation() {
        return activation;
    }

    /** Weights and biases, in the order of {@link Layers}. */
    public double[] parameters() {
        return parameters.clone();
    }

    /** How features are scaled before they enter. */
    public Scaling inputs() {
        return inputs;
    }

    /** How a quantity to be predicted was scaled. */
    public Scaling target() {
        return target;
    }

    /**
     * The output of the last layer for a row: for classes, logits, whose softmax gives the probabilities.
     *
     * @throws IllegalArgumentException if the row has not as many features as the network has inputs
     */
    public double[] outputs(Vector features) {
        if (features.size() != layers.inputs()) {
            throw new IllegalArgumentException(
                    "The network was trained on " + layers.inputs() + " features (features: " + features.size() + ")");
        }
        double[] values = features.toArray().clone();
        inputs.apply(values);
        for (int layer = 0; layer < layers.count(); layer++) {
            values = forward(layer, values);
        }
        return values;
    }

    /** The quantity that is predicted for a row. */
    public double quantity(Vector features) {
        return target.invert(0, outputs(features)[0]);
    }

    private double[] forward(int layer, double[] values) {
        int width = layers.outputs(layer);
        double[] outputs = new double[width];
        System.arraycopy(parameters, layers.biasesAt(layer), outputs, 0, width);
        int weights = layers.weightsAt(layer);
        BLAS.dgemv("N", width, values.length, 1.0, parameters, weights, width, values, 0, 1, 1.0, outputs, 0, 1);
        if (layer < layers.count() - 1) {
            activation.apply(outputs, new double[width], width);
        }
        return outputs;
    }
}
