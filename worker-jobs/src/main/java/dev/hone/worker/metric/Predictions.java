package dev.hone.worker.metric;

import dev.hone.worker.data.RowView;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a model says of some rows.
 *
 * <p>{@code rawPrediction} and {@code probability} are row-major with {@code width} values per row, as Spark's columns of
 * these names; both are empty where the model has no such column. Serves one thread.
 */
public final class Predictions {
    private final RowView rows;
    private final double[] prediction;
    private final int width;
    private final double[] rawPrediction;
    private final Supplier<double[]> probability;
    private double @Nullable [] probabilities;

    public Predictions(RowView rows, double[] prediction, int width, double[] rawPrediction, double[] probability) {
        this(rows, prediction, width, rawPrediction, () -> probability);
    }

    /** @param probability is asked for the probabilities when one is wanted, which most metrics do not */
    public Predictions(
            RowView rows, double[] prediction, int width, double[] rawPrediction, Supplier<double[]> probability) {
        this.rows = rows;
        this.prediction = prediction;
        this.width = width;
        this.rawPrediction = rawPrediction;
        this.probability = probability;
    }

    /** Predictions of a model that gives one number per row. */
    public static Predictions of(RowView rows, double[] prediction) {
        return new Predictions(rows, prediction, 0, new double[0], new double[0]);
    }

    public RowView rows() {
        return rows;
    }

    public int size() {
        return prediction.length;
    }

    public double prediction(int position) {
        return prediction[position];
    }

    /** Number of rows whose prediction, or a raw prediction, is NaN. */
    public int countNaN() {
        int count = 0;
        for (int position = 0; position < prediction.length; position++) {
            count += Double.isNaN(prediction[position]) || hasRawNaN(position) ? 1 : 0;
        }
        return count;
    }

    private boolean hasRawNaN(int position) {
        boolean found = false;
        int end = Math.min(rawPrediction.length, (position + 1) * width);
        for (int at = position * width; at < end; at++) {
            found |= Double.isNaN(rawPrediction[at]);
        }
        return found;
    }

    /** Number of values per row in {@link #rawPrediction} and {@link #probability}. */
    public int width() {
        return width;
    }

    public boolean hasRawPrediction() {
        return rawPrediction.length > 0;
    }

    public double rawPrediction(int position, int index) {
        return rawPrediction[position * width + index];
    }

    public boolean hasProbability() {
        return probabilities().length > 0;
    }

    public double probability(int position, int index) {
        return probabilities()[position * width + index];
    }

    private double[] probabilities() {
        double[] known = probabilities;
        if (known == null) {
            known = probability.get();
            probabilities = known;
        }
        return known;
    }
}
