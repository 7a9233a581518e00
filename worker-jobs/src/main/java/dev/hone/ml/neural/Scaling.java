package dev.hone.ml.neural;

import java.io.Serializable;
import java.util.Arrays;

/** Shifts and scales columns: {@code (value - shift) * factor}. Immutable; a column that is constant becomes 0. */
public final class Scaling implements Serializable {
    private static final long serialVersionUID = 1L;

    private final double[] shifts;
    private final double[] factors;

    /** The arrays become its own. */
    public Scaling(double[] shifts, double[] factors) {
        if (shifts.length != factors.length) {
            throw new IllegalArgumentException("Scaling needs as many factors as shifts (shifts: " + shifts.length
                    + ", factors: " + factors.length + ")");
        }
        this.shifts = shifts;
        this.factors = factors;
    }

    /** Leaves columns as they are. */
    public static Scaling none(int columns) {
        double[] factors = new double[columns];
        Arrays.fill(factors, 1.0);
        return new Scaling(new double[columns], factors);
    }

    /** Number of columns. */
    public int numFeatures() {
        return shifts.length;
    }

    /** What is taken from each column. */
    public double[] shifts() {
        return shifts.clone();
    }

    /** What each column is then multiplied by. */
    public double[] factors() {
        return factors.clone();
    }

    double apply(int column, double value) {
        return (value - shifts[column]) * factors[column];
    }

    double invert(int column, double value) {
        return value / factors[column] + shifts[column];
    }

    /** Scales a row where it is. */
    void apply(double[] row) {
        for (int column = 0; column < shifts.length; column++) {
            row[column] = (row[column] - shifts[column]) * factors[column];
        }
    }

    /** A row of zeros, scaled. */
    double[] ofZeros() {
        double[] zeros = new double[shifts.length];
        apply(zeros);
        return zeros;
    }
}
