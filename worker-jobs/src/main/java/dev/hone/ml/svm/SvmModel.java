package dev.hone.ml.svm;

import dev.hone.worker.data.FeatureMatrix;
import java.io.Serializable;
import java.util.Arrays;

/** Support vectors with their coefficients, as libsvm orders them. Immutable and safe for use by many threads. */
public final class SvmModel implements Serializable {
    private static final long serialVersionUID = 1L;
    private static final double ABSENT = -1;

    private final Kernel kernel;
    private final double gamma;
    private final int degree;
    private final double coef0;
    private final FeatureMatrix vectors;
    private final double[][] coefficients;
    private final double[] offsets;
    private final int[] labels;
    private final int[] counts;
    private final int classes;

    /**
     * A model of these arrays, which are not copied.
     *
     * @param vectors class after class
     * @param coefficients that of vector v of class i against class j: row j - 1 if i is before j, else row j
     * @param offsets one per pair of classes: 0 and 1, 0 and 2, ...
     * @param labels the classes that had rows, ascending; empty where quantities are predicted
     * @param counts number of vectors of each of these
     * @param classes number of all classes, 0 where quantities are predicted
     */
    public SvmModel(
            Kernel kernel,
            Kernel.Shape shape,
            FeatureMatrix vectors,
            double[][] coefficients,
            double[] offsets,
            int[] labels,
            int[] counts,
            int classes) {
        this.kernel = kernel;
        this.gamma = shape.gamma();
        this.degree = shape.degree();
        this.coef0 = shape.coef0();
        this.vectors = vectors;
        this.coefficients = coefficients;
        this.offsets = offsets;
        this.labels = labels;
        this.counts = counts;
        this.classes = classes;
    }

    public Kernel kernel() {
        return kernel;
    }

    public Kernel.Shape shape() {
        return new Kernel.Shape(gamma, degree, coef0);
    }

    public FeatureMatrix vectors() {
        return vectors;
    }

    /** The shared array, like those below; not to be written to. */
    public double[][] coefficients() {
        return coefficients;
    }

    public double[] offsets() {
        return offsets;
    }

    public int[] labels() {
        return labels;
    }

    public int[] counts() {
        return counts;
    }

    public int numClasses() {
        return classes;
    }

    private double[] products(double[] row) {
        if (row.length != vectors.numFeatures()) {
            throw new IllegalArgumentException("Features must be as many as were learned (learned: "
                    + vectors.numFeatures() + ", features: " + row.length + ")");
        }
        Kernel.Shape shape = shape();
        double[] products = new double[vectors.numRows()];
        for (int vector = 0; vector < products.length; vector++) {
            products[vector] = kernel.of(row, vectors, vector, shape);
        }
        return products;
    }

    /** The quantity that belongs to a row. */
    public double quantity(double[] row) {
        return sum(coefficients[0], products(row), 0, vectors.numRows()) - offsets[0];
    }

    private static double sum(double[] coefficients, double[] products, int from, int to) {
        double sum = 0;
        for (int vector = from; vector < to; vector++) {
            sum += coefficients[vector] * products[vector];
        }
        return sum;
    }

    /** One value a pair of the classes that had rows: above 0 speaks for the first. */
    public double[] decisions(double[] row) {
        double[] products = products(row);
        double[] decisions = new double[offsets.length];
        int[] starts = new int[labels.length + 1];
        Arrays.setAll(starts, index -> index == 0 ? 0 : starts[index - 1] + counts[index - 1]);
        int pair = 0;
        for (int first = 0; first < labels.length; first++) {
            for (int second = first + 1; second < labels.length; second++) {
                decisions[pair] = sum(coefficients[second - 1], products, starts[first], starts[first + 1])
                        + sum(coefficients[first], products, starts[second], starts[second + 1])
                        - offsets[pair];
                pair++;
            }
        }
        return decisions;
    }

    /**
     * One value per class. Of two classes it is the decision for it. Of more it is the number of classes that it wins against,
     * changed by less than 1/3 in favour of large margins, as scikit-learn's {@code decision_function} does; a class that had
     * no rows has -1.
     */
    public double[] raw(double[] row) {
        double[] decisions = decisions(row);
        return classes == 2 ? new double[] {decisions[0], -decisions[0]} : votes(decisions);
    }

    private double[] votes(double[] decisions) {
        double[] votes = new double[labels.length];
        double[] margins = new double[labels.length];
        int pair = 0;
        for (int first = 0; first < labels.length; first++) {
            for (int second = first + 1; second < labels.length; second++) {
                double decision = decisions[pair++];
                votes[decision > 0 ? first : second]++;
                margins[first] += decision;
                margins[second] -= decision;
            }
        }
        double[] raw = new double[classes];
        Arrays.fill(raw, ABSENT);
        for (int index = 0; index < labels.length; index++) {
            raw[labels[index]] = votes[index] + margins[index] / (3 * (Math.abs(margins[index]) + 1));
        }
        return raw;
    }

    /** The class with most votes; the lowest of several. */
    public static int winner(double[] raw) {
        boolean counts = raw.length > 2;
        int winner = 0;
        for (int label = 1; label < raw.length; label++) {
            double value = counts ? Math.rint(raw[label]) : raw[label];
            if (value > (counts ? Math.rint(raw[winner]) : raw[winner])) {
                winner = label;
            }
        }
        return winner;
    }
}
