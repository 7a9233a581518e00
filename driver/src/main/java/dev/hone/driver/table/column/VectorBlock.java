package dev.hone.driver.table.column;

import dev.hone.worker.data.CompressedRows;

/** The vectors of a block of rows, all of the same length. */
public sealed interface VectorBlock {

    /** Length of each vector. */
    int length();

    /** Number of values that are not zero. */
    long nonZeros();

    /**
     * Writes the vectors into rows of a table.
     *
     * @param table rows of {@code width} values each, zeros where the vectors go
     * @param firstRow the table's row of the first vector
     * @param offset the column of the vectors' first value
     */
    void fill(double[] table, int firstRow, int width, int offset);

    /** Appends what is not zero in a vector, its first value being in column {@code offset}. */
    void append(int row, int offset, CompressedRows rows);

    /** As arrays only, which every serializer knows; {@link #of} takes them back. */
    Object[] arrays();

    /** The block of such arrays. */
    static VectorBlock of(Object[] arrays) {
        int length = ((int[]) arrays[0])[0];
        double[] values = (double[]) arrays[1];
        return arrays.length == 2
                ? new Whole(length, values)
                : new Compressed(length, (int[]) arrays[2], (int[]) arrays[3], values);
    }

    /**
     * All values.
     *
     * @param values those of the first vector, then of the second, ...
     */
    record Whole(int length, double[] values) implements VectorBlock {
        @Override
        public long nonZeros() {
            long count = 0;
            for (double value : values) {
                count += value == 0 ? 0 : 1;
            }
            return count;
        }

        @Override
        public void fill(double[] table, int firstRow, int width, int offset) {
            if (length == width) {
                System.arraycopy(values, 0, table, firstRow * width, values.length);
                return;
            }
            int to = firstRow * width + offset;
            for (int from = 0; from < values.length; from += length, to += width) {
                System.arraycopy(values, from, table, to, length);
            }
        }

        @Override
        public void append(int row, int offset, CompressedRows rows) {
            for (int index = 0; index < length; index++) {
                rows.add(offset + index, values[row * length + index]);
            }
        }

        @Override
        public Object[] arrays() {
            return new Object[] {new int[] {length}, values};
        }
    }

    /**
     * What is not zero.
     *
     * @param starts where the values of each vector start; one more than there are vectors
     * @param indices place of each value in its vector
     * @param values those of the first vector, then of the second, ...
     */
    record Compressed(int length, int[] starts, int[] indices, double[] values) implements VectorBlock {
        @Override
        public long nonZeros() {
            return values.length;
        }

        @Override
        public void fill(double[] table, int firstRow, int width, int offset) {
            for (int row = 0; row < starts.length - 1; row++) {
                int to = (firstRow + row) * width + offset;
                for (int each = starts[row]; each < starts[row + 1]; each++) {
                    table[to + indices[each]] = values[each];
                }
            }
        }

        @Override
        public void append(int row, int offset, CompressedRows rows) {
            for (int each = starts[row]; each < starts[row + 1]; each++) {
                rows.add(offset + indices[each], values[each]);
            }
        }

        @Override
        public Object[] arrays() {
            return new Object[] {new int[] {length}, values, starts, indices};
        }
    }
}
