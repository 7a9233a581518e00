package dev.hone.driver.table.column;

import java.util.Arrays;

/** Doubles, one after another. */
public final class GrowingDoubles {
    private double[] values = new double[ColumnBuffer.FIRST_CAPACITY];
    private int count;

    /** Appends one. */
    public void add(double value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    public int count() {
        return count;
    }

    double get(int index) {
        return values[index];
    }

    /** A copy of all of them. */
    public double[] values() {
        return Arrays.copyOf(values, count);
    }
}
