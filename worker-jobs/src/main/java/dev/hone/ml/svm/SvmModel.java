package dev.hone.ml.svm;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import java.io.Serializable;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
    private transient volatile double @Nullable [] norms;
    /** Where it was trained; set before any other thread sees the model. */
    private transient @Nullable Origin origin;

    /**
     * The training rows of a model, while they are in memory.
     *
     * @param products dot products of the table
     * @param rows index in the table of each support vector
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Origin(WeakReference<DotProducts> products, int[] rows) {}

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

    /**
     * What a training found.
     *
     * @param positions of the support vectors among the problem's rows
     */
    static SvmModel trained(
            SvmProblem problem,
            SvmParams params,
            int[] positions,
            double[][] coefficients,
            double[] offsets,
            int[] labels,
            int[] counts) {
        SvmModel model = new SvmModel(
                params.kernel(),
                params.shape(problem),
                problem.features(positions),
                coefficients,
                offsets,
                labels,
                counts,
                problem.numClasses());
        problem.tableProducts()
                .ifPresent(products -> model.origin =
                        new Origin(new WeakReference<>(products.complete()), problem.tableRows(positions)));
        return model;
    }

    /** Predicts rows of a table. */
    public SvmPredictor predictor(RowView rows) {
        return new SvmPredictor(this, rows);
    }

    /** The dot products of a table's rows, if the support vectors are some of these. */
    Optional<DotProducts> productsOf(FeatureMatrix features) {
        return Optional.ofNullable(origin)
                .map(known -> known.products().get())
                .filter(products -> products.areOf(features));
    }

    /** Index in the table of each support vector; only where there are {@linkplain #productsOf products}. */
    int[] tableRows() {
        return Objects.requireNonNull(origin).rows();
    }

    /** Squared norms of the vectors; shared, not to be written to. */
    double[] norms() {
        double[] known = norms;
        if (known == null) {
            known = Norms.of(vectors);
            norms = known;
        }
        return known;
    }

    void requireColumns(int columns) {
        if (columns != vectors.numFeatures()) {
            throw new IllegalArgumentException("Features must be as many as were learned (learned: "
                    + vectors.numFeatures() + ", features: " + columns + ")");
        }
    }

    /** The kernel's values of a row with each vector. */
    private double[] values(double[] row) {
        requireColumns(row.length);
        double[] values = new double[vectors.numRows()];
        for (int vector = 0; vector < values.length; vector++) {
            values[vector] = vectors.dot(row, vector);
        }
        kernel.apply(values, values.length, Norms.of(row, 0, row.length), norms(), shape());
        return values;
    }

    /** The quantity that belongs to a row. */
    public double quantity(double[] row) {
        return quantityOf(values(row));
    }

    double quantityOf(double[] values) {
        return sum(coefficients[0], values, 0, vectors.numRows()) - offsets[0];
    }

    /** In four sums, none of which waits for another. */
    private static double sum(double[] coefficients, double[] values, int from, int to) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int vector = from;
        for (; vector + 3 < to; vector += 4) {
            first += coefficients[vector] * values[vector];
            second += coefficients[vector + 1] * values[vector + 1];
            third += coefficients[vector + 2] * values[vector + 2];
            fourth += coefficients[vector + 3] * values[vector + 3];
        }
        for (; vector < to; vector++) {
            first += coefficients[vector] * values[vector];
        }
        return first + second + (third + fourth);
    }

    /** One value a pair of the classes that had rows: above 0 speaks for the first. */
    public double[] decisions(double[] row) {
        return decisionsOf(values(row));
    }

    private double[] decisionsOf(double[] values) {
        double[] decisions = new double[offsets.length];
        int[] starts = new int[labels.length + 1];
        Arrays.setAll(starts, index -> index == 0 ? 0 : starts[index - 1] + counts[index - 1]);
        int pair = 0;
        for (int first = 0; first < labels.length; first++) {
            for (int second = first + 1; second < labels.length; second++) {
                decisions[pair] = sum(coefficients[second - 1], values, starts[first], starts[first + 1])
                        + sum(coefficients[first], values, starts[second], starts[second + 1])
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
        return rawOf(values(row));
    }

    double[] rawOf(double[] values) {
        return raw(decisionsOf(values), labels, classes);
    }

    /** {@link #raw(double[])} of decisions. */
    static double[] raw(double[] decisions, int[] labels, int classes) {
        return classes == 2 ? new double[] {decisions[0], -decisions[0]} : votes(decisions, labels, classes);
    }

    private static double[] votes(double[] decisions, int[] labels, int classes) {
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
