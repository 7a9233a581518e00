package dev.hone.worker.metric;

import dev.hone.worker.data.RowView;
import org.jspecify.annotations.Nullable;

/**
 * Predictions under evaluation: what several metrics of a family share is computed when the first of them asks, and
 * kept. Not safe for use by several threads.
 */
public final class Evaluation {
    private final Predictions predictions;
    private final MetricOptions options;
    private @Nullable ScoreCurve scoreCurve;
    private @Nullable ClassCounts classCounts;
    private @Nullable RegressionSums regressionSums;

    /**
     * @param predictions what is judged, one prediction a row
     * @param options the evaluators' params
     * @throws IllegalArgumentException if there are no rows, a row has no prediction, or a weight is negative, infinite
     *     or NaN
     */
    public Evaluation(Predictions predictions, MetricOptions options) {
        requirePredictionOfEachRow(predictions);
        requireUsableWeights(predictions.rows());
        this.predictions = predictions;
        this.options = options;
    }

    Predictions predictions() {
        return predictions;
    }

    MetricOptions options() {
        return options;
    }

    ScoreCurve scoreCurve() {
        if (scoreCurve == null) {
            scoreCurve = ScoreCurve.of(predictions, options.numBins());
        }
        return scoreCurve;
    }

    ClassCounts classCounts() {
        if (classCounts == null) {
            classCounts = ClassCounts.of(predictions);
        }
        return classCounts;
    }

    RegressionSums regressionSums() {
        if (regressionSums == null) {
            regressionSums = RegressionSums.of(predictions);
        }
        return regressionSums;
    }

    TestLabels testLabels() {
        return new TestLabels(predictions.rows());
    }

    /** The class that {@code metricLabel} names. */
    int metricClass() {
        return classCounts().classOf(options.metricLabel());
    }

    private static void requirePredictionOfEachRow(Predictions predictions) {
        int rows = predictions.rows().size();
        if (rows == 0) {
            throw new IllegalArgumentException("Metrics need at least one row (rows: 0)");
        }
        if (predictions.size() != rows) {
            throw new IllegalArgumentException(
                    "Number of predictions must be " + rows + " (was: " + predictions.size() + ")");
        }
    }

    private static void requireUsableWeights(RowView rows) {
        if (!rows.data().hasWeights()) {
            return;
        }
        for (int position = 0; position < rows.size(); position++) {
            double weight = rows.weight(position);
            if (!(weight >= 0.0 && weight < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException("Weight of row " + rows.row(position)
                        + " must be finite and not negative (was: " + weight + ")");
            }
        }
    }
}
