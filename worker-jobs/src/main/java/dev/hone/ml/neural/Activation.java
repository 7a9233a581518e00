package dev.hone.ml.neural;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Activation functions of hidden layers. */
public enum Activation {
    /** {@code max(0, x)}; its slope is 1 for what is above 0, without a branch, which a processor could not foresee. */
    RELU {
        @Override
        void apply(double[] values, double[] slopes, int length) {
            for (int index = 0; index < length; index++) {
                double value = Math.max(0.0, values[index]);
                values[index] = value;
                slopes[index] = Math.min(1.0, value * Double.MAX_VALUE);
            }
        }
    },
    /** The hyperbolic tangent. */
    TANH {
        @Override
        void apply(double[] values, double[] slopes, int length) {
            for (int index = 0; index < length; index++) {
                slopes[index] = 2 * values[index];
            }
            Exponential.minusOne(slopes, length);
            for (int index = 0; index < length; index++) {
                double value = slopes[index] / (slopes[index] + 2);
                values[index] = value;
                slopes[index] = 1 - value * value;
            }
        }
    },
    /** {@code 1 / (1 + exp(-x))}. */
    SIGMOID {
        @Override
        void apply(double[] values, double[] slopes, int length) {
            System.arraycopy(values, 0, slopes, 0, length);
            Exponential.minusOne(slopes, length);
            for (int index = 0; index < length; index++) {
                double value = (slopes[index] + 1) / (slopes[index] + 2);
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
                slopes[index] = Math.min(0.0, values[index]);
            }
            Exponential.minusOne(slopes, length);
            for (int index = 0; index < length; index++) {
                values[index] = Math.max(values[index], slopes[index]);
                slopes[index] += 1;
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
                slopes[index] = 2 * GELU_SCALE * value * (1 + GELU_CUBIC * value * value);
            }
            Exponential.minusOne(slopes, length);
            for (int index = 0; index < length; index++) {
                double value = values[index];
                double tanh = slopes[index] / (slopes[index] + 2);
                double inner = GELU_SCALE * (1 + 3 * GELU_CUBIC * value * value);
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
}
