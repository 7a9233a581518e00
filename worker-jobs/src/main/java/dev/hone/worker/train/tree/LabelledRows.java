package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import java.util.Arrays;
import java.util.Optional;

/**
 * Labels and weights of rows that a tree can be grown on.
 *
 * @param numClasses number of classes, 0 for quantities
 * @param weights one per row
 * @param weighted whether some row weighs something else than 1
 */
record LabelledRows(double[] labels, int numClasses, double[] weights, boolean weighted) {
    /** MLlib infers no more. */
    private static final int MOST_CLASSES = 100;

    /** The square of a larger label, times the number of rows, might not be finite. */
    private static final double LARGEST_QUANTITY = 1e140;

    /** Rows of two classes at least; nothing if labels or weights are not what MLlib takes. */
    static Optional<LabelledRows> ofClasses(RowView rows) {
        return of(rows, classes(rows)).filter(LabelledRows::areClasses);
    }

    /** Nothing if labels or weights are not what MLlib takes. */
    static Optional<LabelledRows> ofQuantities(RowView rows) {
        return of(rows, 0).filter(LabelledRows::areQuantities);
    }

    /** Two classes as the quantities -1 and 1; nothing if labels or weights are not what MLlib takes. */
    static Optional<LabelledRows> ofSigns(RowView rows) {
        return of(rows, 0)
                .filter(found -> Arrays.stream(found.labels).allMatch(label -> label == 0 || label == 1))
                .map(LabelledRows::asSigns);
    }

    private LabelledRows asSigns() {
        double[] signs = new double[labels.length];
        Arrays.setAll(signs, row -> labels[row] * 2 - 1);
        return new LabelledRows(signs, 0, weights, weighted);
    }

    private static Optional<LabelledRows> of(RowView rows, int classes) {
        if (!rows.data().hasLabels()
                || rows.size() == 0
                || rows.data().features().numFeatures() == 0) {
            return Optional.empty();
        }
        double[] labels = new double[rows.size()];
        double[] weights = new double[rows.size()];
        Arrays.setAll(labels, rows::label);
        Arrays.setAll(weights, rows::weight);
        boolean weighted = Arrays.stream(weights).anyMatch(weight -> weight != 1);
        return Optional.of(new LabelledRows(labels, classes, weights, weighted)).filter(LabelledRows::haveWeight);
    }

    private static int classes(RowView rows) {
        int announced = rows.data().numClasses();
        if (announced > 0 || !rows.data().hasLabels()) {
            return announced;
        }
        double largest = 0;
        for (int position = 0; position < rows.size(); position++) {
            largest = Math.max(largest, rows.label(position));
        }
        return largest < MOST_CLASSES ? (int) largest + 1 : 0;
    }

    private boolean haveWeight() {
        return Arrays.stream(weights).allMatch(weight -> weight >= 0 && weight < Double.POSITIVE_INFINITY)
                && weight() > 0;
    }

    private boolean areClasses() {
        return numClasses >= 2
                && Arrays.stream(labels).allMatch(label -> label >= 0 && label < numClasses && label == (int) label);
    }

    private boolean areQuantities() {
        return Arrays.stream(labels).allMatch(label -> Math.abs(label) <= LARGEST_QUANTITY);
    }

    /** Sum of the weights in the order of the rows. */
    double weight() {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        return sum;
    }

    int size() {
        return labels.length;
    }
}
