package dev.hone.driver.table.column;

import java.util.Arrays;

/** Ints, one after another. */
public final class GrowingInts {
    private int[] values = new int[ColumnBuffer.FIRST_CAPACITY];
    private int count;

    /** Appends one. */
    public void add(int value) {
        if (count == values.length) {
            values = Arrays.copyOf(values, 2 * count);
        }
        values[count++] = value;
    }

    public int count() {
        return count;
    }

    /** A copy of all of them. */
    public int[] values() {
        return Arrays.copyOf(values, count);
    }
}
