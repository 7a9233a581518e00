package dev.hone.ml;

import dev.hone.ml.neural.Activation;
import dev.hone.ml.neural.Layers;
import dev.hone.ml.neural.Network;
import dev.hone.ml.neural.Scaling;

/** A model that predicts by a trained network. */
public interface NeuralNetworkModel extends NeuralNetworkParams {

    /** The network: its layers, weights and biases, and how features are scaled before they enter. */
    Network network();

    /** The arrays that are saved with it. */
    static ModelArrays arrays(Network network) {
        return new ModelArrays()
                .put("layers", network.layers().widths())
                .put("activation", network.activation().ordinal())
                .put("parameters", network.parameters())
                .put("inputs.shifts", network.inputs().shifts())
                .put("inputs.factors", network.inputs().factors())
                .put("target.shifts", network.target().shifts())
                .put("target.factors", network.target().factors());
    }

    static Network network(ModelArrays arrays) {
        return new Network(
                Layers.of(arrays.ints("layers")),
                Activation.values()[arrays.whole("activation")],
                arrays.doubles("parameters"),
                new Scaling(arrays.doubles("inputs.shifts"), arrays.doubles("inputs.factors")),
                new Scaling(arrays.doubles("target.shifts"), arrays.doubles("target.factors")));
    }
}
