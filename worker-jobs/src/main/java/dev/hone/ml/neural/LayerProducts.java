package dev.hone.ml.neural;

import java.util.Arrays;

/**
 * The three products of matrices that a layer needs. Matrices lie row by row: inputs are rows x inputs, outputs and errors
 * rows x width, weights inputs x width. Serves one thread.
 *
 * <p>Products sum in the same order on every machine and wherever an array lies in memory, as a native BLAS does not: the
 * same seed gives the same network. The compiler turns a loop into vector instructions where all arrays are read from their
 * beginning, so tiles of one factor are packed into arrays of their own, a row each; a product that is too narrow for that
 * is done transposed. Products are of the size of a batch, for which this is faster than the BLAS in Java, vectorized or not.
 */
final class LayerProducts {
    private static final int FEWEST_COLUMNS = 24;
    /** Rows and columns of a tile: half a megabyte, so that it stays in a processor's second cache. */
    private static final int TILE = 256;

    private static final int ROWS_AT_ONCE = 4;
    private static final double[] ZEROS = new double[TILE];

    private final double[][] sums = new double[ROWS_AT_ONCE][TILE];
    private final int[] starts = new int[ROWS_AT_ONCE];
    private double[][] tile = {};

    /** Adds inputs times weights to outputs. */
    void addOutputs(int rows, int inputs, int width, double[] values, double[] weights, int at, double[] outputs) {
        add(
                Matrix.of(rows, inputs, values, 0),
                Matrix.of(inputs, width, weights, at),
                Matrix.of(rows, width, outputs, 0));
    }

    /** Adds transposed inputs times errors to the gradient of the weights. */
    void addGradient(int rows, int inputs, int width, double[] values, double[] errors, double[] gradient, int at) {
        add(
                Matrix.of(rows, inputs, values, 0).transposed(),
                Matrix.of(rows, width, errors, 0),
                Matrix.of(inputs, width, gradient, at));
    }

    /** Replaces the errors of the neurons before the layer by its errors times transposed weights. */
    void errors(int rows, int inputs, int width, double[] errors, double[] weights, int at, double[] before) {
        Arrays.fill(before, 0, rows * inputs, 0.0);
        add(
                Matrix.of(rows, width, errors, 0),
                Matrix.of(inputs, width, weights, at).transposed(),
                Matrix.of(rows, inputs, before, 0));
    }

    /** Adds the product of two matrices to a third, which lies row by row. */
    private void add(Matrix left, Matrix right, Matrix target) {
        if (target.columns >= Math.min(FEWEST_COLUMNS, target.rows)) {
            addTiles(left, right, target);
        } else {
            addTiles(right.transposed(), left.transposed(), target.transposed());
        }
    }

    private void addTiles(Matrix left, Matrix right, Matrix target) {
        for (int column = 0; column < right.columns; column += TILE) {
            int columns = Math.min(TILE, right.columns - column);
            for (int term = 0; term < right.rows; term += TILE) {
                int terms = Math.min(TILE, right.rows - term);
                pack(right, term, terms, column, columns);
                addTile(left, term, terms, target, column, columns);
            }
        }
    }

    private void pack(Matrix right, int row, int rows, int column, int columns) {
        prepare(rows, columns);
        for (int index = 0; index < rows; index++) {
            right.readRow(row + index, column, columns, tile[index]);
        }
    }

    private void prepare(int rows, int columns) {
        if (tile.length < rows) {
            tile = Arrays.copyOf(tile, rows);
        }
        for (int row = 0; row < rows; row++) {
            if (tile[row] == null || tile[row].length < columns) {
                tile[row] = new double[columns];
            }
        }
    }

    /** Adds some columns of the left matrix times the tile, four rows at once. */
    private void addTile(Matrix left, int term, int terms, Matrix target, int column, int columns) {
        for (int row = 0; row < left.rows; row += ROWS_AT_ONCE) {
            int rows = Math.min(ROWS_AT_ONCE, left.rows - row);
            for (int index = 0; index < rows; index++) {
                target.readRow(row + index, column, columns, sums[index]);
            }
            sum(left, row, rows, term, terms, columns);
            for (int index = 0; index < rows; index++) {
                target.writeRow(row + index, column, columns, sums[index]);
            }
        }
    }

    /** Adds to the sums; past the last row it is repeated, and nobody reads that sum. */
    private void sum(Matrix left, int row, int rows, int term, int terms, int columns) {
        for (int index = 0; index < ROWS_AT_ONCE; index++) {
            starts[index] = left.index(row + Math.min(index, rows - 1), term);
        }
        int next = left.nextColumn;
        int index = 0;
        for (; index + 1 < terms; index += 2) {
            addTwo(columns, left.values, index * next, next, tile[index], tile[index + 1]);
        }
        if (index < terms) {
            addTwo(columns, left.values, index * next, 0, tile[index], ZEROS);
        }
    }

    /** The form that compilers turn into vector instructions: two terms for four sums. */
    private void addTwo(int columns, double[] factors, int term, int next, double[] one, double[] two) {
        int first = starts[0] + term;
        int second = starts[1] + term;
        int third = starts[2] + term;
        int fourth = starts[3] + term;
        double oneOfFirst = factors[first];
        double twoOfFirst = factors[first + next];
        double oneOfSecond = factors[second];
        double twoOfSecond = factors[second + next];
        double oneOfThird = factors[third];
        double twoOfThird = factors[third + next];
        double oneOfFourth = factors[fourth];
        double twoOfFourth = factors[fourth + next];
        double[] sumOfFirst = sums[0];
        double[] sumOfSecond = sums[1];
        double[] sumOfThird = sums[2];
        double[] sumOfFourth = sums[3];
        for (int column = 0; column < columns; column++) {
            double x = one[column];
            double y = two[column];
            sumOfFirst[column] = Math.fma(twoOfFirst, y, Math.fma(oneOfFirst, x, sumOfFirst[column]));
            sumOfSecond[column] = Math.fma(twoOfSecond, y, Math.fma(oneOfSecond, x, sumOfSecond[column]));
            sumOfThird[column] = Math.fma(twoOfThird, y, Math.fma(oneOfThird, x, sumOfThird[column]));
            sumOfFourth[column] = Math.fma(twoOfFourth, y, Math.fma(oneOfFourth, x, sumOfFourth[column]));
        }
    }

    /** A matrix in an array, where the next row and the next column are that many numbers further on. */
    private record Matrix(int rows, int columns, double[] values, int at, int nextRow, int nextColumn) {
        static Matrix of(int rows, int columns, double[] values, int at) {
            return new Matrix(rows, columns, values, at, columns, 1);
        }

        Matrix transposed() {
            return new Matrix(columns, rows, values, at, nextColumn, nextRow);
        }

        int index(int row, int column) {
            return at + row * nextRow + column * nextColumn;
        }

        void readRow(int row, int column, int columns, double[] target) {
            int from = index(row, column);
            if (nextColumn == 1) {
                System.arraycopy(values, from, target, 0, columns);
                return;
            }
            for (int index = 0; index < columns; index++) {
                target[index] = values[from + index * nextColumn];
            }
        }

        void writeRow(int row, int column, int columns, double[] source) {
            int to = index(row, column);
            if (nextColumn == 1) {
                System.arraycopy(source, 0, values, to, columns);
                return;
            }
            for (int index = 0; index < columns; index++) {
                values[to + index * nextColumn] = source[index];
            }
        }
    }
}
