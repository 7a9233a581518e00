package dev.hone.worker.matrix;

import java.util.Arrays;

/**
 * A matrix as the right factor of products: cut into tiles, each row of which has an array of its own, since the compiler
 * turns a loop into vector instructions where all arrays are read from their beginning. Many threads may read it.
 */
public final class Tiles {
    /** Rows and columns of a tile: half a megabyte, so that it stays in a processor's second cache. */
    static final int SIZE = 256;

    private int rows;
    private int columns;
    private double[][][] panels = {};

    /** A copy of the matrix. */
    public static Tiles of(MatrixView matrix) {
        Tiles tiles = new Tiles();
        tiles.copy(matrix);
        return tiles;
    }

    /** Becomes a copy of another matrix; what arrays it has are used again. */
    public void copy(MatrixView matrix) {
        rows = matrix.rows();
        columns = matrix.columns();
        int count = (columns + SIZE - 1) / SIZE;
        if (panels.length < count) {
            int known = panels.length;
            panels = Arrays.copyOf(panels, count);
            Arrays.fill(panels, known, count, new double[0][]);
        }
        for (int panel = 0; panel < count; panel++) {
            int column = panel * SIZE;
            int width = Math.min(SIZE, columns - column);
            panels[panel] = withRows(panels[panel], width);
            for (int row = 0; row < rows; row++) {
                matrix.readRow(row, column, width, panels[panel][row]);
            }
        }
    }

    private double[][] withRows(double[][] known, int width) {
        double[][] panel = known.length < rows ? Arrays.copyOf(known, rows) : known;
        for (int row = 0; row < rows; row++) {
            if (panel[row] == null || panel[row].length < width) {
                panel[row] = new double[width];
            }
        }
        return panel;
    }

    int rows() {
        return rows;
    }

    int columns() {
        return columns;
    }

    /** The arrays of all rows, each with the values of up to {@link #SIZE} columns. */
    double[][] panel(int number) {
        return panels[number];
    }

    /** Bytes of its numbers. */
    public long bytes() {
        return (long) Double.BYTES * rows * columns;
    }
}
