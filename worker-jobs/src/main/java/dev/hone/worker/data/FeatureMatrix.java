package dev.hone.worker.data;

import java.io.Serializable;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;

/** The features of a table: rows x columns, immutable. */
public sealed interface FeatureMatrix extends Serializable permits FeatureMatrix.Dense, FeatureMatrix.Sparse {

    int numRows();

    int numFeatures();

    /** Row {@code row} as a vector of Spark ML, freshly made. */
    Vector vector(int row);

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
        public double[] values() {
            return values;
        }

        @Override
        public Vector vector(int row) {
            double[] copy = new double[columns];
            System.arraycopy(values, row * columns, copy, 0, columns);
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

        public double[] values() {
            return values;
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
