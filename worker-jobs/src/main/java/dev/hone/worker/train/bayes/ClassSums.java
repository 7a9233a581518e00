package dev.hone.worker.train.bayes;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;
import java.util.Arrays;

/**
 * The weight of each class and the running mean and sum of squares of each feature in it, over the values that are not zero;
 * made once per fold.
 */
final class ClassSums implements FoldCache.Sized {
    private final ValueRange range;
    private final ObservedClasses labels;
    private final int features;
    private final double[] classWeights;
    private final double[] means;
    private final double[] weights;
    private final double[] squares;
    private boolean weightsAreValid = true;

    private record Key() {}

    static ClassSums of(RowView rows) {
        return rows.shared(new Key(), () -> new ClassSums(rows));
    }

    private ClassSums(RowView rows) {
        FeatureMatrix matrix = rows.data().features();
        features = matrix.numFeatures();
        labels = rows.data().hasLabels() ? ObservedClasses.of(rows) : new ObservedClasses(new int[0], new int[0]);
        range = ValueRange.of(rows);
        classWeights = new double[labels.size()];
        means = new double[labels.size() * features];
        weights = new double[means.length];
        squares = new double[means.length];
        RowAddition addition = matrix.byLayout(
                dense -> (row, start, weight) -> addDense(dense.values(), dense.start(row), start, weight),
                sparse -> (row, start, weight) -> addSparse(sparse, row, start, weight));
        for (int position = 0; labels.size() > 0 && position < rows.size(); position++) {
            add(addition, rows.row(position), labels.number(rows.label(position)), rows.weight(position));
        }
    }

    /** Adds the values of a row that are not zero to the sums that begin at {@code start}. */
    private interface RowAddition {
        void add(int row, int start, double weight);
    }

    private void add(RowAddition addition, int row, int number, double weight) {
        weightsAreValid &= weight >= 0 && weight < Double.POSITIVE_INFINITY;
        classWeights[number] += weight;
        if (weight == 0) {
            return;
        }
        addition.add(row, number * features, weight);
    }

    private void addDense(double[] values, int from, int start, double weight) {
        for (int feature = 0; feature < features; feature++) {
            double value = values[from + feature];
            if (value != 0) {
                add(start + feature, value, weight);
            }
        }
    }

    private void addSparse(FeatureMatrix.Sparse matrix, int row, int start, double weight) {
        for (int at = matrix.starts()[row]; at < matrix.starts()[row + 1]; at++) {
            double value = matrix.values()[at];
            if (value != 0) {
                add(start + matrix.indices()[at], value, weight);
            }
        }
    }

    private void add(int at, double value, double weight) {
        double total = weights[at] + weight;
        means[at] += weight * (value - means[at]) / total;
        weights[at] = total;
        squares[at] += weight * value * value;
    }

    /** Whether there are rows, and each class has weight. */
    boolean areUsable() {
        return weightsAreValid
                && features > 0
                && labels.size() > 0
                && Arrays.stream(classWeights).allMatch(weight -> weight > 0);
    }

    ValueRange range() {
        return range;
    }

    int numClasses() {
        return labels.size();
    }

    int features() {
        return features;
    }

    double label(int number) {
        return labels.values()[number];
    }

    double weight(int number) {
        return classWeights[number];
    }

    double weight() {
        double sum = 0;
        for (double weight : classWeights) {
            sum += weight;
        }
        return sum;
    }

    /** The sum of a feature in a class. */
    double sum(int number, int feature) {
        int at = number * features + feature;
        return means[at] * weights[at];
    }

    /** The mean of a feature in a class, zeros included. */
    double mean(int number, int feature) {
        int at = number * features + feature;
        return means[at] * (weights[at] / classWeights[number]);
    }

    /** The sum of the squares of a feature in a class; MLlib squares its root. */
    double squareSum(int number, int feature) {
        double norm = Math.sqrt(squares[number * features + feature]);
        return norm * norm;
    }

    @Override
    public long bytes() {
        return 24L * means.length + 8L * classWeights.length;
    }
}
