package dev.hone.worker.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.function.Function;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/** The features of a table: rows x columns, immutable. */
public sealed interface FeatureMatrix extends Serializable permits FeatureMatrix.Dense, FeatureMatrix.Sparse {

    int numRows();

    int numFeatures();

    /** Row {@code row} as a vector of Spark ML, freshly made. */
    Vector vector(int row);

    /** The stored values, row after row; shared, not to be written to. */
    double[] values();

    /** Where the stored values of a row begin in {@link #values()}, and where those of the row before it end. */
    int start(int row);

    /** Copies a row, zeros included, to {@code target} from {@code at} on. */
    void copyRow(int row, double[] target, int at);

    /** The dot product of a dense row and one of these. */
    double dot(double[] other, int row);

    /** The squared Euclidean distance of a dense row and one of these. */
    double squaredDistance(double[] other, int row);

    /** The same values, zeros stored too. */
    Dense toDense();

    /** Whether zeros are not stored. */
    boolean isSparse();

    /**
     * What the function for this matrix's layout makes of it: for algorithms whose loops differ by layout, chosen once per table
     * or block rather than per value.
     *
     * @param dense applied to a dense matrix
     * @param sparse applied to a sparse one
     */
    <T> T byLayout(Function<? super Dense, ? extends T> dense, Function<? super Sparse, ? extends T> sparse);

    /** Bytes that the matrix occupies. */
    long bytes();

    /** Bytes that so many of its rows occupy, if they are like the others. */
    default long bytes(long someRows) {
        return numRows() == 0 ? 0 : Math.round((double) bytes() / numRows() * someRows);
    }

    /** Row-major values; value (r, c) is at {@code r * columns + c}. Takes ownership of the array. */
    static FeatureMatrix dense(int rows, int columns, double[] values) {
        return new Dense(rows, columns, values);
    }

    /** Compressed rows: row r owns {@code indices} and {@code values} from {@code starts[r]} to {@code starts[r + 1]}. */
    static FeatureMatrix sparse(int columns, int[] starts, int[] indices, double[] values) {
        return new Sparse(columns, starts, indices, values);
    }

    /** Every value is stored. */
    final class Dense implements FeatureMatrix {
        private static final long serialVersionUID = 1L;

        private final int rows;
        private final int columns;
        private final double[] values;

        private Dense(int rows, int columns, double[] values) {
            if ((long) rows * columns != values.length) {
                throw new IllegalArgumentException("Dense features: " + rows + " rows x " + columns
                        + " columns need as many values (values: " + values.length + ")");
            }
            this.rows = rows;
            this.columns = columns;
            this.values = values;
        }

        @Override
        public int numRows() {
            return rows;
        }

        @Override
        public int numFeatures() {
            return columns;
        }

        /** The shared row-major array; not to be written to. */
        @Override
        public double[] values() {
            return values;
        }

        @Override
        public int start(int row) {
            return row * columns;
        }

        @Override
        public void copyRow(int row, double[] target, int at) {
            System.arraycopy(values, row * columns, target, at, columns);
        }

        @Override
        public double dot(double[] other, int row) {
            int at = row * columns;
            double sum = 0;
            for (int column = 0; column < columns; column++) {
                sum += other[column] * values[at + column];
            }
            return sum;
        }

        @Override
        public double squaredDistance(double[] other, int row) {
            int at = row * columns;
            double sum = 0;
            for (int column = 0; column < columns; column++) {
                double difference = other[column] - values[at + column];
                sum += difference * difference;
            }
            return sum;
        }

        @Override
        public Dense toDense() {
            return this;
        }

        @Override
        public boolean isSparse() {
            return false;
        }

        @Override
        public <T> T byLayout(
                Function<? super Dense, ? extends T> dense, Function<? super Sparse, ? extends T> sparse) {
            return dense.apply(this);
        }

        @Override
        public Vector vector(int row) {
            double[] copy = new double[columns];
            copyRow(row, copy, 0);
            return Vectors.dense(copy);
        }

        @Override
        public long bytes() {
            return 8L * values.length;
        }
    }

    /** Only values that are not zero are stored (compressed sparse rows, indices ascending in each row). */
    final class Sparse implements FeatureMatrix {
        private static final long serialVersionUID = 1L;

        private final int columns;
        private final int[] starts;
        private final int[] indices;
        private final double[] values;

        private Sparse(int columns, int[] starts, int[] indices, double[] values) {
            if (indices.length != values.length || starts[starts.length - 1] != values.length) {
                throw new IllegalArgumentException(
                        "Sparse features: the last start must equal the number of indices and"
                                + " of values (start: " + starts[starts.length - 1] + ", indices: " + indices.length
                                + ", values: " + values.length + ")");
            }
            this.columns = columns;
            this.starts = starts;
            this.indices = indices;
            this.values = values;
        }

        @Override
        public int numRows() {
            return starts.length - 1;
        }

        @Override
        public int numFeatures() {
            return columns;
        }

        /** The shared arrays; not to be written to. */
        public int[] starts() {
            return starts;
        }

        public int[] indices() {
            return indices;
        }

        @Override
        public double[] values() {
            return values;
        }

        @Override
        public int start(int row) {
            return starts[row];
        }

        @Override
        public void copyRow(int row, double[] target, int at) {
            Arrays.fill(target, at, at + columns, 0);
            for (int stored = starts[row]; stored < starts[row + 1]; stored++) {
                target[at + indices[stored]] = values[stored];
            }
        }

        @Override
        public double dot(double[] other, int row) {
            double sum = 0;
            for (int stored = starts[row]; stored < starts[row + 1]; stored++) {
                sum += other[indices[stored]] * values[stored];
            }
            return sum;
        }

        @Override
        public double squaredDistance(double[] other, int row) {
            double sum = 0;
            int stored = starts[row];
            int end = starts[row + 1];
            for (int column = 0; column < columns; column++) {
                boolean isStored = stored < end && indices[stored] == column;
                double difference = isStored ? other[column] - values[stored++] : other[column];
                sum += difference * difference;
            }
            return sum;
        }

        @Override
        public Dense toDense() {
            double[] all = new double[Math.multiplyExact(numRows(), columns)];
            for (int row = 0; row < numRows(); row++) {
                copyRow(row, all, row * columns);
            }
            return new Dense(numRows(), columns, all);
        }

        @Override
        public boolean isSparse() {
            return true;
        }

        @Override
        public <T> T byLayout(
                Function<? super Dense, ? extends T> dense, Function<? super Sparse, ? extends T> sparse) {
            return sparse.apply(this);
        }

        @Override
        public Vector vector(int row) {
            int from = starts[row];
            int length = starts[row + 1] - from;
            int[] rowIndices = new int[length];
            double[] rowValues = new double[length];
            System.arraycopy(indices, from, rowIndices, 0, length);
            System.arraycopy(values, from, rowValues, 0, length);
            return Vectors.sparse(columns, rowIndices, rowValues);
        }

        @Override
        public long bytes() {
            return 4L * (starts.length + indices.length) + 8L * values.length;
        }
    }
}
