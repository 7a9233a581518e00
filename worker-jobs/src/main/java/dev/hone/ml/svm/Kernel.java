package dev.hone.ml.svm;

import dev.hone.worker.data.FeatureMatrix;
import java.util.List;

/** The inner product of two rows in the space of a kernel. */
public enum Kernel {
    /** u · v. */
    LINEAR("linear") {
        @Override
        double of(double[] row, FeatureMatrix rows, int other, Shape shape) {
            return rows.dot(row, other);
        }
    },
    /** (gamma u · v + coef0) to the power of degree. */
    POLY("poly") {
        @Override
        double of(double[] row, FeatureMatrix rows, int other, Shape shape) {
            return Math.pow(shape.gamma() * rows.dot(row, other) + shape.coef0(), shape.degree());
        }
    },
    /** exp(-gamma |u - v|²). */
    RBF("rbf") {
        @Override
        double of(double[] row, FeatureMatrix rows, int other, Shape shape) {
            return Math.exp(-shape.gamma() * rows.squaredDistance(row, other));
        }
    },
    /** tanh(gamma u · v + coef0). */
    SIGMOID("sigmoid") {
        @Override
        double of(double[] row, FeatureMatrix rows, int other, Shape shape) {
            return Math.tanh(shape.gamma() * rows.dot(row, other) + shape.coef0());
        }
    };

    /** The names that {@link #named} takes. */
    public static final List<String> NAMES = List.of("linear", "poly", "rbf", "sigmoid");

    private final String text;

    Kernel(String text) {
        this.text = text;
    }

    /** Its name. */
    public String text() {
        return text;
    }

    /** The kernel of that name, one of {@link #NAMES}. */
    public static Kernel named(String name) {
        for (Kernel kernel : values()) {
            if (kernel.text.equals(name)) {
                return kernel;
            }
        }
        throw new IllegalArgumentException(
                "Kernel must be one of " + String.join(", ", NAMES) + " (kernel: " + name + ")");
    }

    /** The numbers that a kernel takes, each as far as it does. */
    public record Shape(double gamma, int degree, double coef0) {}

    /** Of a dense row and one of a matrix. */
    abstract double of(double[] row, FeatureMatrix rows, int other, Shape shape);
}
