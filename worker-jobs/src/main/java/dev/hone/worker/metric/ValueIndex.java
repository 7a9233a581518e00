package dev.hone.worker.metric;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Numbers distinct values from 0 in the order in which they first appear. Small whole values are found without hashing. */
final class ValueIndex {
    private static final int WHOLE_LIMIT = 1 << 20;
    private static final int ABSENT = -1;

    private int[] wholes = absent(new int[0], 16);
    private final Map<Double, Integer> others = new HashMap<>();
    private double[] values = new double[16];
    private int size;

    int size() {
        return size;
    }

    /** The value of a number. */
    double value(int index) {
        return values[index];
    }

    /** The number of a value, given to it now if it is new. */
    int add(double value) {
        int known = find(value);
        if (known != ABSENT) {
            return known;
        }
        if (isWhole(value)) {
            putWhole((int) value);
        } else {
            others.put(value, size);
        }
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size] = value;
        return size++;
    }

    /** The number of a value, -1 if it never appeared. */
    int find(double value) {
        if (isWhole(value)) {
            int whole = (int) value;
            return whole < wholes.length ? wholes[whole] : ABSENT;
        }
        return others.isEmpty() ? ABSENT : others.getOrDefault(value, ABSENT);
    }

    private void putWhole(int whole) {
        if (whole >= wholes.length) {
            wholes = absent(wholes, Math.max(whole + 1, 2 * wholes.length));
        }
        wholes[whole] = size;
    }

    private static boolean isWhole(double value) {
        return value >= 0.0 && value < WHOLE_LIMIT && (int) value == value;
    }

    private static int[] absent(int[] start, int length) {
        int[] longer = Arrays.copyOf(start, length);
        Arrays.fill(longer, start.length, length, ABSENT);
        return longer;
    }
}
