package dev.hone.worker.matrix;

import java.util.Arrays;

/**
 * The product of one row and a matrix. A value's terms are added one after another, each rounded, as those of {@link
 * TileProduct} are: both give the same bits.
 */
public final class VectorProduct {
    private static final int TERMS_AT_ONCE = 4;

    private VectorProduct() {}

    /**
     * Replaces the first values of the target, one per column of the matrix.
     *
     * @param row array that holds a value for each of the matrix's rows
     * @param start where the first of these is
     */
    public static void of(double[] row, int start, Tiles matrix, double[] target) {
        double[] sums = new double[Tiles.SIZE];
        for (int column = 0; column < matrix.columns(); column += Tiles.SIZE) {
            int columns = Math.min(Tiles.SIZE, matrix.columns() - column);
            Arrays.fill(sums, 0, columns, 0.0);
            add(row, start, matrix.panel(column / Tiles.SIZE), matrix.rows(), columns, sums);
            System.arraycopy(sums, 0, target, column, columns);
        }
    }

    private static void add(double[] row, int start, double[][] panel, int terms, int columns, double[] sums) {
        int term = 0;
        for (; term + TERMS_AT_ONCE <= terms; term += TERMS_AT_ONCE) {
            addFour(row, start + term, panel, term, columns, sums);
        }
        for (; term < terms; term++) {
            double factor = row[start + term];
            double[] values = panel[term];
            for (int column = 0; column < columns; column++) {
                sums[column] += factor * values[column];
            }
        }
    }

    private static void addFour(double[] row, int at, double[][] panel, int term, int columns, double[] sums) {
        double a = row[at];
        double b = row[at + 1];
        double c = row[at + 2];
        double d = row[at + 3];
        double[] first = panel[term];
        double[] second = panel[term + 1];
        double[] third = panel[term + 2];
        double[] fourth = panel[term + 3];
        for (int column = 0; column < columns; column++) {
            sums[column] =
                    sums[column] + a * first[column] + b * second[column] + c * third[column] + d * fourth[column];
        }
    }
}
