package dev.hone.worker.data;

/** Compressed rows, growing to a number of values that is known before. */
public final class CompressedRows {
    private final int[] starts;
    private final int[] indices;
    private final double[] values;
    private int count;
    private int row;

    /**
     * Without values.
     *
     * @param rows how many there will be
     * @param stored how many values they will have together
     */
    public CompressedRows(int rows, int stored) {
        starts = new int[rows + 1];
        indices = new int[stored];
        values = new double[stored];
    }

    /** Appends to the row at hand, unless the value is zero; indices must increase. */
    public void add(int index, double value) {
        if (value != 0) {
            indices[count] = index;
            values[count++] = value;
        }
    }

    /** Begins the next row. */
    public void endRow() {
        starts[++row] = count;
    }

    /** The rows as a matrix of so many columns, which takes over the arrays. */
    public FeatureMatrix matrix(int columns) {
        return FeatureMatrix.sparse(columns, starts, indices, values);
    }
}
