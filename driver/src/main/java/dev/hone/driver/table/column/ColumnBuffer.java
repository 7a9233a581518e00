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
        private final GrowingDoubles values = new GrowingDoubles();

        void add(double value) {
            values.add(value);
        }

        @Override
        public Object[] arrays() {
            return new Object[] {values.values()};
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

    /** One text a row, as its number among the block's distinct texts. */
    final class OfTexts implements ColumnBuffer {
        private final TextCodes texts = new TextCodes();
        private final GrowingInts codes = new GrowingInts();

        boolean knows(UTF8String text) {
            return texts.knows(text);
        }

        void add(UTF8String text) {
            codes.add(texts.code(text));
        }

        @Override
        public Object[] arrays() {
            return new Object[] {codes.values(), texts.texts()};
        }
    }

    /** One double a row, as the number of its text among those of the block's distinct doubles. */
    final class OfClassNumbers implements ColumnBuffer {
        private final Map<Double, Integer> numbers = new LinkedHashMap<>();
        private final GrowingInts codes = new GrowingInts();

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
