package dev.hone.worker.matrix;

/**
 * Adds products of matrices to others. A value's terms are added one after another, each rounded: the result is the same on
 * every machine and wherever the arrays lie, as that of a native BLAS is not, and equals that of a loop over the terms that
 * are not 0, bit for bit, if the others' factors are finite. Serves one thread.
 */
public final class TileProduct {
    private static final int ROWS_AT_ONCE = 3;
    private static final double[] ZEROS = new double[Tiles.SIZE];

    private final double[][] sums = new double[ROWS_AT_ONCE][Tiles.SIZE];
    private final int[] starts = new int[ROWS_AT_ONCE];

    /**
     * Adds left times right to the target.
     *
     * @param left has as many columns as the right one has rows
     * @param target has the left one's rows and the right one's columns, in an array of its own
     */
    public void add(MatrixView left, Tiles right, MatrixView target) {
        if (left.columns() != right.rows() || left.rows() != target.rows() || right.columns() != target.columns()) {
            throw new IllegalArgumentException("A product's matrices must fit each other (left: " + left.rows() + " x "
                    + left.columns() + ", right: " + right.rows() + " x " + right.columns() + ", target: "
                    + target.rows() + " x " + target.columns() + ")");
        }
        for (int column = 0; column < right.columns(); column += Tiles.SIZE) {
            int columns = Math.min(Tiles.SIZE, right.columns() - column);
            double[][] panel = right.panel(column / Tiles.SIZE);
            for (int term = 0; term < right.rows(); term += Tiles.SIZE) {
                int terms = Math.min(Tiles.SIZE, right.rows() - term);
                addTile(left, panel, term, terms, target, column, columns);
            }
        }
    }

    /** Adds some columns of the left matrix times a tile, some rows at once. */
    private void addTile(
            MatrixView left, double[][] panel, int term, int terms, MatrixView target, int column, int columns) {
        for (int row = 0; row < left.rows(); row += ROWS_AT_ONCE) {
            int rows = Math.min(ROWS_AT_ONCE, left.rows() - row);
            for (int index = 0; index < rows; index++) {
                target.readRow(row + index, column, columns, sums[index]);
                starts[index] = left.index(row + index, term);
            }
            // Past the last row it is repeated, and nobody reads that sum.
            for (int index = rows; index < ROWS_AT_ONCE; index++) {
                starts[index] = starts[rows - 1];
            }
            addTerms(left, panel, term, terms, columns);
            for (int index = 0; index < rows; index++) {
                target.writeRow(row + index, column, columns, sums[index]);
            }
        }
    }

    private void addTerms(MatrixView left, double[][] panel, int term, int terms, int columns) {
        int next = left.nextColumn();
        int index = 0;
        for (; index + 1 < terms; index += 2) {
            addTwo(columns, left.values(), index * next, next, panel[term + index], panel[term + index + 1]);
        }
        if (index < terms) {
            addTwo(columns, left.values(), index * next, 0, panel[term + index], ZEROS);
        }
    }

    /** Two terms for three sums: as much as the compiler of JDK 17 still turns into vector instructions. */
    private void addTwo(int columns, double[] factors, int step, int next, double[] one, double[] two) {
        int first = starts[0] + step;
        int second = starts[1] + step;
        int third = starts[2] + step;
        double oneOfFirst = factors[first];
        double twoOfFirst = factors[first + next];
        double oneOfSecond = factors[second];
        double twoOfSecond = factors[second + next];
        double oneOfThird = factors[third];
        double twoOfThird = factors[third + next];
        double[] sumOfFirst = sums[0];
        double[] sumOfSecond = sums[1];
        double[] sumOfThird = sums[2];
        for (int column = 0; column < columns; column++) {
            double x = one[column];
            double y = two[column];
            sumOfFirst[column] = sumOfFirst[column] + oneOfFirst * x + twoOfFirst * y;
            sumOfSecond[column] = sumOfSecond[column] + oneOfSecond * x + twoOfSecond * y;
            sumOfThird[column] = sumOfThird[column] + oneOfThird * x + twoOfThird * y;
        }
    }
}
