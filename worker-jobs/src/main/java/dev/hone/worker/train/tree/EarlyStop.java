package dev.hone.worker.train.tree;

import org.apache.spark.mllib.tree.loss.Loss;

/** Follows the error on validation rows, and stops once it shrinks too little. */
final class EarlyStop {
    private static final double LEAST_ERROR = 0.01;

    private final Loss loss;
    private final BoostedRows.Validation rows;
    private final double tolerance;
    private final double[] predictions;
    private double bestError;
    private int best;
    private boolean reached;

    EarlyStop(Loss loss, BoostedRows.Validation rows, double tolerance) {
        this.loss = loss;
        this.rows = rows;
        this.tolerance = tolerance;
        predictions = new double[rows.labelled().size()];
    }

    /** Takes the next tree into account. */
    void add(GrownTree tree, double weight, int iteration) {
        for (int row = 0; row < predictions.length; row++) {
            predictions[row] += tree.prediction(Impurity.VARIANCE, rows.space(), row) * weight;
        }
        double error = error();
        reached = iteration > 0 && isTooSmall(bestError - error, error);
        if (!reached && (iteration == 0 || error < bestError)) {
            bestError = error;
            best = iteration + 1;
        }
    }

    private boolean isTooSmall(double gain, double error) {
        return gain < tolerance * Math.max(error, LEAST_ERROR);
    }

    boolean isReached() {
        return reached;
    }

    /** Number of trees at the least error. */
    int best() {
        return best;
    }

    private double error() {
        double errors = 0;
        double weights = 0;
        for (int row = 0; row < predictions.length; row++) {
            double weight = rows.labelled().weights()[row];
            errors += loss.computeError(predictions[row], rows.labelled().labels()[row]) * weight;
            weights += weight;
        }
        return errors / weights;
    }
}
