package dev.hone.worker.optimize;

import java.util.Arrays;

/** The values of an objective at the start of a minimization and after each iteration. Serves one thread. */
final class ObjectiveHistory {
    private static final int INITIAL_LENGTH = 32;

    private double[] values = new double[INITIAL_LENGTH];
    private int length;

    void add(double value) {
        if (length == values.length) {
            values = Arrays.copyOf(values, 2 * length);
        }
        values[length++] = value;
    }

    /** A copy. */
    double[] values() {
        return Arrays.copyOf(values, length);
    }
}
