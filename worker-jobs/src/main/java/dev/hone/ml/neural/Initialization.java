package dev.hone.ml.neural;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** How a network's weights are drawn before training: uniformly, within a bound that depends on a layer's width. */
public enum Initialization {
    /**
     * Glorot, Bengio, "Understanding the difficulty of training deep feedforward neural networks", AISTATS 2010; with
     * scikit-learn's two departures: biases are drawn as the weights are, and sigmoid neurons start closer to 0.
     */
    GLOROT {
        @Override
        double bound(int inputs, int outputs, Activation activation) {
            return Math.sqrt((activation == Activation.SIGMOID ? 2.0 : 6.0) / (inputs + outputs));
        }
    },
    /** He et al., "Delving deep into rectifiers", ICCV 2015; biases are drawn as the weights are. */
    HE {
        @Override
        double bound(int inputs, int outputs, Activation activation) {
            return Math.sqrt(6.0 / inputs);
        }
    };

    /** The largest weight of a layer. */
    abstract double bound(int inputs, int outputs, Activation activation);

    /** Parameters to start from. */
    double[] draw(Layers layers, Activation activation, Random random) {
        double[] parameters = new double[layers.parameters()];
        for (int layer = 0; layer < layers.count(); layer++) {
            double bound = bound(layers.inputs(layer), layers.outputs(layer), activation);
            int end = layers.biasesAt(layer) + layers.outputs(layer);
            for (int at = layers.weightsAt(layer); at < end; at++) {
                parameters[at] = bound * (2 * random.nextDouble() - 1);
            }
        }
        return parameters;
    }

    /** The value of param {@code initialization} that means this one. */
    public String paramValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The values of param {@code initialization}. */
    public static List<String> paramValues() {
        return Arrays.stream(values()).map(Initialization::paramValue).toList();
    }

    /** The initialization of that name. */
    public static Initialization of(String paramValue) {
        return valueOf(paramValue.toUpperCase(Locale.ROOT));
    }
}
