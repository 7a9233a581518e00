package dev.hone.worker.matrix;

/**
 * A matrix in an array: value (r, c) is at {@code start + r * nextRow + c * nextColumn}.
 *
 * @param values the array, shared
 * @param start where its first value is
 * @param nextRow how far it is from a row to the next
 * @param nextColumn how far it is from a column to the next
 */
public record MatrixView(int rows, int columns, double[] values, int start, int nextRow, int nextColumn) {

    /** A matrix whose rows lie one after another. */
    public static MatrixView ofRows(int rows, int columns, double[] values, int start) {
        return new MatrixView(rows, columns, values, start, columns, 1);
    }

    /** A matrix whose columns lie one after another. */
    public static MatrixView ofColumns(int rows, int columns, double[] values, int start) {
        return new MatrixView(rows, columns, values, start, 1, rows);
    }

    /** The same numbers, rows being columns. */
    public MatrixView transposed() {
        return new MatrixView(columns, rows, values, start, nextColumn, nextRow);
    }

    int index(int row, int column) {
        return start + row * nextRow + column * nextColumn;
    }

    /** Copies some values of a row to the beginning of an array. */
    void readRow(int row, int column, int count, double[] target) {
        int from = index(row, column);
        if (nextColumn == 1) {
            System.arraycopy(values, from, target, 0, count);
            return;
        }
        for (int offset = 0; offset < count; offset++) {
            target[offset] = values[from + offset * nextColumn];
        }
    }

    /** Replaces some values of a row by those at the beginning of an array. */
    void writeRow(int row, int column, int count, double[] source) {
        int to = index(row, column);
        if (nextColumn == 1) {
            System.arraycopy(source, 0, values, to, count);
            return;
        }
        for (int offset = 0; offset < count; offset++) {
            values[to + offset * nextColumn] = source[offset];
        }
    }
}
