package dev.hone.ml.neural;

import dev.ludovic.netlib.blas.BLAS;
import java.util.Arrays;
import org.apache.spark.ml.linalg.BLAS$;

/**
 * The three products of matrices that a layer needs. Matrices lie row by row: inputs are rows x inputs, outputs and errors
 * rows x width, weights inputs x width. Serves one thread.
 *
 * <p>It uses the BLAS in Java, which sums in the same order wherever an array lies in memory, as a native one does not: the
 * same seed gives the same network. That BLAS uses vector instructions for large products only. Smaller ones of some width
 * are summed here, from rows in arrays of their own, since the compiler turns a loop into vector instructions where all
 * arrays are read from their beginning.
 */
final class LayerProducts {
    private static final BLAS BLAS = BLAS$.MODULE$.javaBLAS();
    private static final int FEWEST_ROWS = 8;
    private static final int FEWEST_COLUMNS = 24;
    private static final long LARGE = 1_000_000;

    private double[][] packed = {};
    private double[] sum = {};

    /** Adds inputs times weights to outputs. */
    void addOutputs(int rows, int inputs, int width, double[] values, double[] weights, int at, double[] outputs) {
        if (isLoop(rows, inputs, width)) {
            pack(inputs, width, weights, at);
            add(rows, inputs, width, values, inputs, 1, outputs, 0);
            return;
        }
        BLAS.dgemm("N", "N", width, rows, inputs, 1.0, weights, at, width, values, 0, inputs, 1.0, outputs, 0, width);
    }

    /** Adds transposed inputs times errors to the gradient of the weights. */
    void addGradient(int rows, int inputs, int width, double[] values, double[] errors, double[] gradient, int at) {
        if (isLoop(rows, inputs, width)) {
            pack(rows, width, errors, 0);
            add(inputs, rows, width, values, 1, inputs, gradient, at);
            return;
        }
        BLAS.dgemm("N", "T", width, inputs, rows, 1.0, errors, 0, width, values, 0, inputs, 1.0, gradient, at, width);
    }

    /** Replaces the errors of the neurons before the layer by its errors times transposed weights. */
    void errors(int rows, int inputs, int width, double[] errors, double[] weights, int at, double[] before) {
        if (isLoop(rows, width, inputs)) {
            packTransposed(width, inputs, weights, at);
            Arrays.fill(before, 0, rows * inputs, 0.0);
            add(rows, width, inputs, errors, width, 1, before, 0);
            return;
        }
        BLAS.dgemm("T", "N", inputs, rows, width, 1.0, weights, at, width, errors, 0, width, 0.0, before, 0, inputs);
    }

    private static boolean isLoop(int rows, int terms, int columns) {
        return rows >= FEWEST_ROWS && columns >= FEWEST_COLUMNS && (long) rows * terms * columns < LARGE;
    }

    private void pack(int rows, int columns, double[] values, int at) {
        prepare(rows, columns);
        for (int row = 0; row < rows; row++) {
            System.arraycopy(values, at + row * columns, packed[row], 0, columns);
        }
    }

    private void packTransposed(int rows, int columns, double[] values, int at) {
        prepare(rows, columns);
        for (int row = 0; row < rows; row++) {
            double[] target = packed[row];
            for (int column = 0; column < columns; column++) {
                target[column] = values[at + column * rows + row];
            }
        }
    }

    private void prepare(int rows, int columns) {
        if (packed.length < rows) {
            packed = Arrays.copyOf(packed, rows);
        }
        for (int row = 0; row < rows; row++) {
            if (packed[row] == null || packed[row].length < columns) {
                packed[row] = new double[columns];
            }
        }
        if (sum.length < columns) {
            sum = new double[columns];
        }
    }

    /** Adds to each row of {@code target} the packed rows, each times a factor; those of a row are {@code nextTerm} apart. */
    private void add(
            int rows, int terms, int columns, double[] factors, int nextRow, int nextTerm, double[] target, int at) {
        double[] row = sum;
        for (int index = 0; index < rows; index++) {
            System.arraycopy(target, at + index * columns, row, 0, columns);
            int factor = index * nextRow;
            int term = 0;
            for (; term + 3 < terms; term += 4) {
                addFour(columns, factors, factor, nextTerm, term, row);
                factor += 4 * nextTerm;
            }
            for (; term < terms; term++) {
                addOne(columns, factors[factor], packed[term], row);
                factor += nextTerm;
            }
            System.arraycopy(row, 0, target, at + index * columns, columns);
        }
    }

    private void addFour(int columns, double[] factors, int factor, int next, int term, double[] row) {
        addFour(
                columns,
                factors[factor],
                packed[term],
                factors[factor + next],
                packed[term + 1],
                factors[factor + 2 * next],
                packed[term + 2],
                factors[factor + 3 * next],
                packed[term + 3],
                row);
    }

    private static void addFour(
            int columns,
            double a,
            double[] ofA,
            double b,
            double[] ofB,
            double c,
            double[] ofC,
            double d,
            double[] ofD,
            double[] row) {
        for (int column = 0; column < columns; column++) {
            row[column] += a * ofA[column] + b * ofB[column] + c * ofC[column] + d * ofD[column];
        }
    }

    private static void addOne(int columns, double a, double[] ofA, double[] row) {
        for (int column = 0; column < columns; column++) {
            row[column] += a * ofA[column];
        }
    }
}
