package dev.hone.driver.execute;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.unsafe.types.UTF8String;

/** One column of a block of rows, growing; what leaves the task are plain arrays, which every serializer knows. */
sealed interface ColumnBuffer {
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

    /** One vector a row, compressed. */
    final class OfVectors implements ColumnBuffer {
        private static final int UNKNOWN = -1;

        private final Ints starts = new Ints();
        private final Ints indices = new Ints();
        private final OfDoubles values = new OfDoubles();
        private int length = UNKNOWN;

        int length() {
            return length;
        }

        boolean takes(Vector vector) {
            return length == UNKNOWN || length == vector.size();
        }

        void add(Vector vector) {
            length = vector.size();
            starts.add(indices.count());
            var sparse = vector.toSparse();
            for (int each = 0; each < sparse.indices().length; each++) {
                indices.add(sparse.indices()[each]);
                values.add(sparse.values()[each]);
            }
        }

        @Override
        public Object[] arrays() {
            Ints ends = starts;
            ends.add(indices.count());
            return new Object[] {ends.values(), indices.values(), values.values(), new int[] {length}};
        }
    }
}
