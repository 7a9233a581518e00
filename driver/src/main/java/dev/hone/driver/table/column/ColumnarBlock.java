package dev.hone.driver.table.column;

import java.util.Optional;

/**
 * Consecutive rows of one block of a file, column by column.
 *
 * @param path the file
 * @param start the block's place in the file, in bytes; both may be any key that orders the table
 * @param rows number of rows; those before the error, if there is one
 * @param error the first error
 * @param columns the arrays of each column
 */
public record ColumnarBlock(String path, long start, int rows, Optional<RowError> error, Object[] columns) {

    /** As arrays only, since a record needs a serializer of its own. */
    Object[] packed() {
        String[] texts = error.map(found -> new String[] {path, found.column(), found.rule()})
                .orElse(new String[] {path});
        return new Object[] {texts, new long[] {start, rows}, columns};
    }

    public static ColumnarBlock unpacked(Object[] packed) {
        String[] texts = (String[]) packed[0];
        long[] numbers = (long[]) packed[1];
        Optional<RowError> error = texts.length == 1 ? Optional.empty() : Optional.of(new RowError(texts[1], texts[2]));
        return new ColumnarBlock(texts[0], numbers[0], (int) numbers[1], error, (Object[]) packed[2]);
    }

    public double[] doubles(int column) {
        return (double[]) array(column, 0);
    }

    public long[] longs(int column) {
        return (long[]) array(column, 0);
    }

    public int[] codes(int column) {
        return (int[]) array(column, 0);
    }

    public String[] texts(int column) {
        return (String[]) array(column, 1);
    }

    public VectorBlock vectors(int column) {
        return VectorBlock.of((Object[]) columns[column]);
    }

    private Object array(int column, int which) {
        return ((Object[]) columns[column])[which];
    }
}
