package dev.hone.driver.table.column;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.unsafe.types.UTF8String;

/** One column of a block of rows, growing; what leaves the task are plain arrays, which every serializer knows. */
sealed interface ColumnBuffer
        permits ColumnBuffer.OfNothing,
                ColumnBuffer.OfDoubles,
                ColumnBuffer.OfLongs,
                ColumnBuffer.OfTexts,
                ColumnBuffer.OfClassNumbers,
                VectorBuffer {
    int FIRST_CAPACITY = 256;

    /** The arrays of the block, as the values of the same kind below take them back. */
    Object[] arrays();

    /** For columns that only are checked. */
    final class OfNothing implements ColumnBuffer {
        @Override
        public Object[] arrays() {
            return new Object[0];
        }
    }

    /** One double a row. */
    final class OfDoubles implements ColumnBuffer {
        private double[] values = new double[FIRST_CAPACITY];
        private int count;

        void add(double value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }

        int count() {
            return count;
        }

        double get(int index) {
            return values[index];
        }

        double[] values() {
            return Arrays.copyOf(values, count);
        }

        @Override
        public Object[] arrays() {
            return new Object[] {values()};
        }
    }

    /** One long a row. */
    final class OfLongs implements ColumnBuffer {
        private long[] values = new long[FIRST_CAPACITY];
        private int count;

        void add(long value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }

        @Override
        public Object[] arrays() {
            return new Object[] {Arrays.copyOf(values, count)};
        }
    }

    /** A growing row of ints. */
    final class Ints {
        private int[] values = new int[FIRST_CAPACITY];
        private int count;

        void add(int value) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = value;
        }

        int count() {
            return count;
        }

        int[] values() {
            return Arrays.copyOf(values, count);
        }
    }

    /** One text a row, as its number among the block's distinct texts. */
    final class OfTexts implements ColumnBuffer {
        private final Map<UTF8String, Integer> numbers = new LinkedHashMap<>();
        private final Ints codes = new Ints();

        boolean knows(UTF8String text) {
            return numbers.containsKey(text);
        }

        void add(UTF8String text) {
            Integer number = numbers.get(text);
            if (number == null) {
                number = numbers.size();
                // Spark writes the next row over the bytes of this one.
                numbers.put(text.copy(), number);
            }
            codes.add(number);
        }

        @Override
        public Object[] arrays() {
            String[] texts = numbers.keySet().stream().map(UTF8String::toString).toArray(String[]::new);
            return new Object[] {codes.values(), texts};
        }
    }

    /** One double a row, as the number of its text among those of the block's distinct doubles. */
    final class OfClassNumbers implements ColumnBuffer {
        private final Map<Double, Integer> numbers = new LinkedHashMap<>();
        private final Ints codes = new Ints();

        void add(double value) {
            codes.add(numbers.computeIfAbsent(value, unknown -> numbers.size()));
        }

        @Override
        public Object[] arrays() {
            String[] texts = numbers.keySet().stream().map(String::valueOf).toArray(String[]::new);
            return new Object[] {codes.values(), texts};
        }
    }
}
