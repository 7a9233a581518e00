package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Arrays;

/**
 * The values of each feature in some rows of a matrix, for statistics that look at one feature after the other. A compressed
 * matrix is transposed once:
 *
 * <pre>
 *   feature f has starts[f] .. starts[f + 1] of: positions (in the rows, ascending), values (not zero)
 * </pre>
 */
sealed interface FeatureValues {

    int numFeatures();

    int numRows();

    /**
     * The values of a feature that are not zero, NaN included.
     *
     * @param positions set to where in the rows they are, ascending; as long as there are rows
     * @param values set to them
     * @return how many they are
     */
    int nonZeros(int feature, int[] positions, double[] values);

    /** All values of a feature in the order of the rows. */
    default void copy(int feature, Scratch scratch, double[] target) {
        int count = nonZeros(feature, scratch.positions(), scratch.values());
        Arrays.fill(target, 0);
        for (int index = 0; index < count; index++) {
            target[scratch.positions()[index]] = scratch.values()[index];
        }
    }

    /** @param rows places of rows, ascending */
    static FeatureValues of(FeatureMatrix matrix, int[] rows) {
        return matrix.byLayout(dense -> new Strided(dense, rows), sparse -> Transposed.of(sparse, rows));
    }

    /** Room for the values of one feature. */
    record Scratch(int[] positions, double[] values) {
        static Scratch of(FeatureValues columns) {
            return new Scratch(new int[columns.numRows()], new double[columns.numRows()]);
        }
    }

    /** Of a dense matrix. */
    record Strided(FeatureMatrix.Dense matrix, int[] rows) implements FeatureValues {
        @Override
        public int numFeatures() {
            return matrix.numFeatures();
        }

        @Override
        public int numRows() {
            return rows.length;
        }

        @Override
        public int nonZeros(int feature, int[] positions, double[] values) {
            int count = 0;
            for (int position = 0; position < rows.length; position++) {
                double value = matrix.values()[matrix.start(rows[position]) + feature];
                if (value != 0) {
                    positions[count] = position;
                    values[count++] = value;
                }
            }
            return count;
        }
    }

    /** Of a compressed matrix. */
    record Transposed(int numRows, int[] starts, int[] allPositions, double[] allValues) implements FeatureValues {

        static Transposed of(FeatureMatrix.Sparse matrix, int[] rows) {
            int[] starts = starts(matrix, rows);
            int[] positions = new int[starts[matrix.numFeatures()]];
            double[] values = new double[positions.length];
            int[] next = starts.clone();
            for (int position = 0; position < rows.length; position++) {
                for (int at = matrix.start(rows[position]); at < matrix.start(rows[position] + 1); at++) {
                    if (matrix.values()[at] != 0) {
                        int place = next[matrix.indices()[at]]++;
                        positions[place] = position;
                        values[place] = matrix.values()[at];
                    }
                }
            }
            return new Transposed(rows.length, starts, positions, values);
        }

        private static int[] starts(FeatureMatrix.Sparse matrix, int[] rows) {
            int[] starts = new int[matrix.numFeatures() + 1];
            for (int row : rows) {
                for (int at = matrix.start(row); at < matrix.start(row + 1); at++) {
                    if (matrix.values()[at] != 0) {
                        starts[matrix.indices()[at] + 1]++;
                    }
                }
            }
            for (int feature = 1; feature < starts.length; feature++) {
                starts[feature] += starts[feature - 1];
            }
            return starts;
        }

        @Override
        public int numFeatures() {
            return starts.length - 1;
        }

        @Override
        public int nonZeros(int feature, int[] positions, double[] values) {
            int count = starts[feature + 1] - starts[feature];
            System.arraycopy(allPositions, starts[feature], positions, 0, count);
            System.arraycopy(allValues, starts[feature], values, 0, count);
            return count;
        }
    }
}
