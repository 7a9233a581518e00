package dev.hone.worker.optimize;

import java.util.Arrays;

/**
 * Tells whether a minimization has converged; as Breeze's {@code FirstOrderMinimizer.defaultConvergenceCheck}: when the
 * value has not changed for some iterations, or the gradient is small.
 */
final class Convergence {
    private static final int MEMORY = 20;
    private static final double SMALLEST_GRADIENT = 1E-8;

    private final double tolerance;
    private final double[] lastValues = new double[MEMORY];
    private double firstValue;
    private int next = 1;

    Convergence(double tolerance) {
        this.tolerance = tolerance;
        Arrays.fill(lastValues, Double.NEGATIVE_INFINITY);
        lastValues[0] = Double.POSITIVE_INFINITY;
    }

    void start(Position position) {
        firstValue = position.penalizedValue();
    }

    /** Takes note of an iteration's end. */
    void pass(Position position) {
        lastValues[next % MEMORY] = position.penalizedValue();
        next++;
    }

    boolean isReached(Position position) {
        double value = position.penalizedValue();
        return (next > 1 && Math.abs(value - largest()) <= tolerance * Math.abs(firstValue))
                || Arithmetic.norm(position.penalizedGradient())
                        <= Math.max(tolerance * Math.abs(value), SMALLEST_GRADIENT);
    }

    private double largest() {
        double largest = Double.NEGATIVE_INFINITY;
        for (double value : lastValues) {
            largest = Math.max(largest, value);
        }
        return largest;
    }
}
