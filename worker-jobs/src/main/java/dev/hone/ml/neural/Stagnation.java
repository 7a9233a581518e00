package dev.hone.ml.neural;

/** Watches a loss over the epochs. */
final class Stagnation {
    private final int patience;
    private final double tol;
    private double lowest = Double.POSITIVE_INFINITY;
    private int epochs;

    Stagnation(Stopping stopping) {
        patience = stopping.patience();
        tol = stopping.tol();
    }

    /** Notes the loss of an epoch; returns whether it is lower than any before. */
    boolean isLowest(double loss) {
        epochs = loss > lowest - tol ? epochs + 1 : 0;
        boolean lower = loss < lowest;
        lowest = Math.min(lowest, loss);
        return lower;
    }

    /** Whether the loss has not fallen for longer than patience lasts. */
    boolean isReached() {
        return epochs > patience;
    }

    /** Gives it as long again. */
    void restart() {
        epochs = 0;
    }
}
