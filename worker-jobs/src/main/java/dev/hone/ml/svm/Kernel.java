package dev.hone.ml.svm;

import dev.hone.worker.matrix.Exp;
import java.util.List;

/** The inner product of two rows in the feature space of a kernel, as a function of their dot product and squared norms. */
public enum Kernel {
    /** u · v. */
    LINEAR("linear") {
        @Override
        void apply(double[] products, int count, double norm, double[] norms, Shape shape) {
            // The dot products are the values.
        }
    },
    /** (gamma u · v + coef0) to the power of degree. */
    POLY("poly") {
        @Override
        void apply(double[] products, int count, double norm, double[] norms, Shape shape) {
            for (int other = 0; other < count; other++) {
                products[other] = power(shape.gamma() * products[other] + shape.coef0(), shape.degree());
            }
        }
    },
    /** exp(-gamma |u - v|²). */
    RBF("rbf") {
        @Override
        void apply(double[] products, int count, double norm, double[] norms, Shape shape) {
            double gamma = -shape.gamma();
            for (int other = 0; other < count; other++) {
                // Rounding makes distances of rows that are almost equal negative.
                products[other] = Math.min(gamma * (norm + norms[other] - 2 * products[other]), 0);
            }
            new Exp(count).replace(products, count);
        }
    },
    /** tanh(gamma u · v + coef0). */
    SIGMOID("sigmoid") {
        @Override
        void apply(double[] products, int count, double norm, double[] norms, Shape shape) {
            for (int other = 0; other < count; other++) {
                products[other] = Math.tanh(shape.gamma() * products[other] + shape.coef0());
            }
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

    /**
     * Replaces the dot products of one row with others by the kernel's values.
     *
     * @param products of the row and each of the others
     * @param count number of the others
     * @param norm squared Euclidean norm of the row
     * @param norms those of the others
     */
    abstract void apply(double[] products, int count, double norm, double[] norms, Shape shape);

    /** The kernel's values of rows with themselves. */
    double[] diagonal(double[] norms, Shape shape) {
        double[] diagonal = new double[norms.length];
        double[] product = new double[1];
        double[] norm = new double[1];
        for (int row = 0; row < norms.length; row++) {
            product[0] = norms[row];
            norm[0] = norms[row];
            apply(product, 1, norms[row], norm, shape);
            diagonal[row] = product[0];
        }
        return diagonal;
    }

    /** By repeated squaring. */
    private static double power(double base, int exponent) {
        double power = 1;
        double square = base;
        for (int bits = exponent; bits > 0; bits >>= 1) {
            if ((bits & 1) == 1) {
                power *= square;
            }
            square *= square;
        }
        return power;
    }
}
