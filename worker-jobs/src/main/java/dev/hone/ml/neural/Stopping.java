package dev.hone.ml.neural;

/**
 * When a training ends before its last epoch: once the loss has not fallen by more than {@code tol} below its lowest in more
 * than {@code patience} epochs, one after another.
 *
 * @param validationFraction share of the rows that are not learned from: their loss decides, and the parameters of the epoch
 *     that had the lowest are kept; 0 for none, then the loss of training decides
 * @param patience at least 0
 * @param tol at least 0
 */
public record Stopping(double validationFraction, int patience, double tol) {}
