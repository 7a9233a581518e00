package dev.hone.worker.metric;

import dev.hone.worker.data.RowView;
import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What Spark's {@code MulticlassMetrics} derives from the confusion matrix: for each class the weight predicted right,
 * missed, and wrongly claimed. Classes that occur as labels come first.
 */
final class ClassCounts {
    private final ValueIndex classes = new ValueIndex();
    private final int labels;
    private final double total;
    private double[] truePositives;
    private double[] falseNegatives;
    private double[] falsePositives;

    private ClassCounts(Predictions predictions) {
        RowView rows = predictions.rows();
        for (int position = 0; position < rows.size(); position++) {
            classes.add(rows.label(position));
        }
        labels = classes.size();
        truePositives = new double[labels];
        falseNegatives = new double[labels];
        falsePositives = new double[labels];
        for (int position = 0; position < rows.size(); position++) {
            count(rows.label(position), predictions.prediction(position), rows.weight(position));
        }
        total = sumOverLabels(this::weight);
    }

    static ClassCounts of(Predictions predictions) {
        return new ClassCounts(predictions);
    }

    private void count(double label, double prediction, double weight) {
        int actual = classes.find(label);
        int predicted = classes.add(prediction);
        if (predicted >= truePositives.length) {
            grow();
        }
        if (actual == predicted) {
            truePositives[actual] += weight;
        } else {
            falseNegatives[actual] += weight;
            falsePositives[predicted] += weight;
        }
    }

    /** For a class that is predicted and no label. */
    private void grow() {
        int length = 2 * classes.size();
        truePositives = Arrays.copyOf(truePositives, length);
        falseNegatives = Arrays.copyOf(falseNegatives, length);
        falsePositives = Arrays.copyOf(falsePositives, length);
    }

    /**
     * The class of a label.
     *
     * @throws IllegalArgumentException if no row has the label
     */
    int classOf(double label) {
        int found = classes.find(label);
        if (found < 0 || found >= labels) {
            String present = IntStream.range(0, labels)
                    .mapToObj(index -> String.valueOf(classes.value(index)))
                    .collect(Collectors.joining(", "));
            throw new IllegalArgumentException("Metric option 'metricLabel': must be the label of some row (was: "
                    + label + ", labels: " + present + ")");
        }
        return found;
    }

    double accuracy() {
        return sumOverLabels(index -> truePositives[index]) / total;
    }

    double hammingLoss() {
        return sumOverLabels(index -> falseNegatives[index]) / total;
    }

    double weightedPrecision() {
        return weighted(this::precision);
    }

    double weightedRecall() {
        return weighted(this::recall);
    }

    double weightedFalsePositiveRate() {
        return weighted(this::falsePositiveRate);
    }

    double weightedFMeasure(double beta) {
        return weighted(index -> fMeasure(index, beta));
    }

    double precision(int index) {
        double claimed = truePositives[index] + falsePositives[index];
        return claimed == 0.0 ? 0.0 : truePositives[index] / claimed;
    }

    double recall(int index) {
        return truePositives[index] / weight(index);
    }

    double falsePositiveRate(int index) {
        return falsePositives[index] / (total - weight(index));
    }

    double fMeasure(int index, double beta) {
        double precision = precision(index);
        double recall = recall(index);
        double squaredBeta = beta * beta;
        return precision + recall == 0.0
                ? 0.0
                : (1.0 + squaredBeta) * precision * recall / (squaredBeta * precision + recall);
    }

    private double weight(int index) {
        return truePositives[index] + falseNegatives[index];
    }

    private double weighted(IntToDoubleFunction rate) {
        return sumOverLabels(index -> rate.applyAsDouble(index) * weight(index) / total);
    }

    private double sumOverLabels(IntToDoubleFunction term) {
        double sum = 0.0;
        for (int index = 0; index < labels; index++) {
            sum += term.applyAsDouble(index);
        }
        return sum;
    }
}
