package dev.hone.ml.neural;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a hidden neuron makes of its input. */
public enum Activation {
    /** {@code max(0, x)}. */
    RELU {
        @Override
        void apply(double[] values, double[] slopes, int length) {
            for (int index = 0; index < length; index++) {
                slopes[index] = values[index] > 0 ? 1.0 : 0.0;
            }
            for (int index = 0; index < length; index++) {
                values[index] = Math.max(0.0, values[index]);
            }
        }
    },
    /** The hyperbolic tangent. */
    TANH {
        @Override
        void apply(double[] values, double[] slopes, int length) {
            for (int index = 0; index < length; index++) {
                double value = tanh(values[index]);
                values[index] = value;
                slopes[index] = 1 - value * value;
            }
        }
    },
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID {
        @Override
        void apply(double[] values, double[] slopes, int length) {
            for (int index = 0; index < length; index++) {
                double value = 1 / (1 + Math.exp(-values[index]));
                values[index] = value;
                slopes[index] = value * (1 - value);
            }
        }
    },
    /**
     * {@code x} above 0, {@code exp(x) - 1} below. Source: Clevert, Unterthiner, Hochreiter, "Fast and accurate deep network
     * learning by exponential linear units", ICLR 2016, with alpha = 1.
     */
    ELU {
        @Override
        void apply(double[] values, double[] slopes, int length) {
            for (int index = 0; index < length; index++) {
                double value = values[index];
                double decay = Math.exp(Math.min(0, value));
                values[index] = value > 0 ? value : decay - 1;
                slopes[index] = decay;
            }
        }
    },
    /**
     * {@code x} times the chance that a standard normal variable is below it, in the approximation by a hyperbolic tangent.
     * Source: Hendrycks, Gimpel, "Gaussian error linear units", 2016.
     */
    GELU {
        @Override
        void apply(double[] values, double[] slopes, int length) {
            for (int index = 0; index < length; index++) {
                double value = values[index];
                double square = value * value;
                double tanh = tanh(GELU_SCALE * value * (1 + GELU_CUBIC * square));
                double inner = GELU_SCALE * (1 + 3 * GELU_CUBIC * square);
                values[index] = 0.5 * value * (1 + tanh);
                slopes[index] = 0.5 * (1 + tanh) + 0.5 * value * (1 - tanh * tanh) * inner;
            }
        }
    },
    /** {@code x}: any number of such layers is as good as none. */
    IDENTITY {
        @Override
        void apply(double[] values, double[] slopes, int length) {
            Arrays.fill(slopes, 0, length, 1.0);
        }
    };

    private static final double GELU_SCALE = Math.sqrt(2 / Math.PI);
    private static final double GELU_CUBIC = 0.044715;

    /**
     * Replaces the inputs of neurons by their outputs.
     *
     * @param slopes receives the derivative of each
     * @param length how many there are
     */
    abstract void apply(double[] values, double[] slopes, int length);

    /** The value of param {@code activation} that means this one. */
    public String paramValue() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The values of param {@code activation}. */
    public static List<String> paramValues() {
        return Arrays.stream(values()).map(Activation::paramValue).toList();
    }

    /** The activation of that name. */
    public static Activation of(String paramValue) {
        return valueOf(paramValue.toUpperCase(Locale.ROOT));
    }

    /** Within 1e-16 of {@code Math.tanh}, and several times as fast. */
    private static double tanh(double x) {
        double decay = Math.exp(-2 * Math.abs(x));
        return Math.copySign((1 - decay) / (1 + decay), x);
    }
}
