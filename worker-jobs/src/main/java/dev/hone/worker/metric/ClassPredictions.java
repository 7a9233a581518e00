package dev.hone.worker.metric;

import dev.hone.worker.data.RowView;
import java.util.function.IntFunction;
import org.apache.spark.ml.classification.LinearSVCModel;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.linalg.DenseVector;
import org.apache.spark.ml.linalg.Vector;

/** Probabilities and predicted classes that follow from raw predictions, as in a classifier's {@code transform}. */
public final class ClassPredictions {
    private ClassPredictions() {}

    /**
     * Predictions and probabilities from raw predictions. There are as many of a row as the model gives: a logistic regression
     * of one class gives two.
     *
     * @param rawPrediction of the view's row at a position; may be written to
     */
    public static Predictions of(
            ProbabilisticClassificationModel<?, ?> model, RowView rows, IntFunction<Vector> rawPrediction) {
        int width =
                rows.size() == 0 ? model.numClasses() : rawPrediction.apply(0).size();
        requireThresholds(model);
        double[] predictions = new double[rows.size()];
        double[] raws = new double[rows.size() * width];
        for (int position = 0; position < predictions.length; position++) {
            Vector raw = rawPrediction.apply(position);
            copy(raw, raws, position * width);
            predictions[position] = model.raw2prediction(raw);
        }
        return new Predictions(rows, predictions, width, raws, () -> probabilities(model, width, raws));
    }

    /**
     * Predictions and probabilities of a linear model of two classes.
     *
     * @param margins for class 1 and, with the other sign, for class 0
     */
    public static Predictions ofMargins(ProbabilisticClassificationModel<?, ?> model, RowView rows, double[] margins) {
        requireThresholds(model);
        double[] raws = raws(margins);
        return new Predictions(rows, predictions(model, margins), 2, raws, () -> probabilities(model, 2, raws));
    }

    /** Those of a support vector machine, which gives no probabilities and looks its threshold up for each row. */
    public static Predictions ofMargins(LinearSVCModel model, RowView rows, double[] margins) {
        double threshold = model.getThreshold();
        double[] predictions = new double[margins.length];
        for (int position = 0; position < predictions.length; position++) {
            predictions[position] = margins[position] > threshold ? 1 : 0;
        }
        return new Predictions(rows, predictions, 2, raws(margins), new double[0]);
    }

    private static double[] raws(double[] margins) {
        double[] raws = new double[2 * margins.length];
        for (int position = 0; position < margins.length; position++) {
            raws[2 * position] = -margins[position];
            raws[2 * position + 1] = margins[position];
        }
        return raws;
    }

    private static double[] predictions(ProbabilisticClassificationModel<?, ?> model, double[] margins) {
        double[] predictions = new double[margins.length];
        DenseVector raw = new DenseVector(new double[2]);
        double[] values = raw.values();
        for (int position = 0; position < predictions.length; position++) {
            values[0] = -margins[position];
            values[1] = margins[position];
            predictions[position] = model.raw2prediction(raw);
        }
        return predictions;
    }

    private static double[] probabilities(ProbabilisticClassificationModel<?, ?> model, int width, double[] raws) {
        double[] probabilities = new double[raws.length];
        DenseVector raw = new DenseVector(new double[width]);
        for (int at = 0; at < raws.length; at += width) {
            System.arraycopy(raws, at, raw.values(), 0, width);
            copy(model.raw2probabilityInPlace(raw), probabilities, at);
        }
        return probabilities;
    }

    /**
     * Predictions and probabilities of a model without thresholds whose probabilities are shares of the raw predictions'
     * sum, as those of trees and forests are.
     *
     * @param raws row-major, none negative; become the predictions' own
     */
    public static Predictions ofShares(RowView rows, int width, double[] raws) {
        double[] predictions = new double[rows.size()];
        double[] probabilities = new double[raws.length];
        for (int position = 0; position < predictions.length; position++) {
            int start = position * width;
            int largest = start;
            double sum = 0;
            for (int at = start; at < start + width; at++) {
                largest = raws[at] > raws[largest] ? at : largest;
                sum += raws[at];
            }
            predictions[position] = largest - start;
            for (int at = start; at < start + width; at++) {
                probabilities[at] = sum != 0 ? raws[at] / sum : raws[at];
            }
        }
        return new Predictions(rows, predictions, width, raws, probabilities);
    }

    /** As {@code transform} requires it. */
    private static void requireThresholds(ProbabilisticClassificationModel<?, ?> model) {
        if (model.isDefined(model.thresholds()) && model.getThresholds().length != model.numClasses()) {
            throw new IllegalArgumentException("Param 'thresholds' must have one value a class (classes: "
                    + model.numClasses() + ", thresholds: " + model.getThresholds().length + ")");
        }
    }

    /** Writes a vector into an array. */
    public static void copy(Vector vector, double[] target, int at) {
        if (vector instanceof DenseVector dense) {
            System.arraycopy(dense.values(), 0, target, at, dense.size());
            return;
        }
        for (int index = 0; index < vector.size(); index++) {
            target[at + index] = vector.apply(index);
        }
    }
}
