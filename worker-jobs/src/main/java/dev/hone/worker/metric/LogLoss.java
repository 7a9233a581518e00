package dev.hone.worker.metric;

import dev.hone.worker.data.RowView;

/** The logarithmic loss of {@code MulticlassMetrics.logLoss}. */
final class LogLoss {
    private final Predictions predictions;
    private final double eps;

    private LogLoss(Predictions predictions, double eps) {
        this.predictions = predictions;
        this.eps = eps;
    }

    /** Weighted mean of the rows' losses, probabilities moved into {@code [eps, 1 - eps]}. */
    static double of(Predictions predictions, double eps) {
        if (!predictions.hasProbability()) {
            throw new IllegalArgumentException("Metric 'logLoss': the model gives no probabilities");
        }
        return new LogLoss(predictions, eps).mean();
    }

    private double mean() {
        RowView rows = predictions.rows();
        double lossSum = 0.0;
        double weightSum = 0.0;
        for (int position = 0; position < rows.size(); position++) {
            double weight = rows.weight(position);
            lossSum += loss(probabilityOfLabel(position, rows.label(position))) * weight;
            weightSum += weight;
        }
        return lossSum / weightSum;
    }

    private double loss(double probability) {
        if (probability < eps) {
            return -Math.log(eps);
        }
        return probability > 1 - eps ? -Math.log1p(-eps) : -Math.log(probability);
    }

    private double probabilityOfLabel(int position, double label) {
        int index = (int) label;
        if (index != label || index < 0 || index >= predictions.width()) {
            throw new IllegalArgumentException("Metric 'logLoss': a label must be a whole number from 0 to "
                    + (predictions.width() - 1) + ", the model's last class (was: " + label + ")");
        }
        return predictions.probability(position, index);
    }
}
