package dev.hone.driver.sampler.gp;

/** Dense linear algebra of a few hundred rows, the same on every machine to the last bit. */
final class Dense {
    private static final double FIRST_JITTER = 1e-10;
    private static final double MOST_JITTER = 1e-2;

    private Dense() {}

    /** The dot product of the first elements; four sums side by side, since one alone would wait for each addition. */
    static double dot(double[] one, double[] other, int length) {
        double first = 0;
        double second = 0;
        double third = 0;
        double fourth = 0;
        int index = 0;
        for (; index + 3 < length; index += 4) {
            first += one[index] * other[index];
            second += one[index + 1] * other[index + 1];
            third += one[index + 2] * other[index + 2];
            fourth += one[index + 3] * other[index + 3];
        }
        for (; index < length; index++) {
            first += one[index] * other[index];
        }
        return (first + second) + (third + fourth);
    }

    /** Adds a multiple of the first elements. */
    static void addScaled(double[] sum, double factor, double[] added, int length) {
        for (int index = 0; index < length; index++) {
            sum[index] += factor * added[index];
        }
    }

    /**
     * The lower Cholesky factor of a symmetric matrix. Where rounding has made the matrix indefinite, as little as does is added
     * to its diagonal.
     *
     * @param matrix its lower triangle, by rows; left as it is
     * @throws ArithmeticException if the matrix is far from positive definite, or has numbers that are not finite
     */
    static double[][] cholesky(double[][] matrix) {
        double[][] factor = triangle(matrix.length);
        for (double jitter = 0; jitter <= MOST_JITTER; jitter = Math.max(FIRST_JITTER, jitter * 10)) {
            if (factorize(matrix, jitter, factor)) {
                return factor;
            }
        }
        throw new ArithmeticException("Matrix must be positive definite (rows: " + matrix.length + ")");
    }

    /** Fills the rows of a Cholesky factor; returns whether the matrix is positive definite. */
    private static boolean factorize(double[][] matrix, double jitter, double[][] factor) {
        for (int row = 0; row < matrix.length; row++) {
            double[] current = factor[row];
            for (int column = 0; column < row; column++) {
                current[column] = (matrix[row][column] - dot(current, factor[column], column)) / factor[column][column];
            }
            double pivot = matrix[row][row] * (1 + jitter) - dot(current, current, row);
            if (!(pivot > 0)) {
                return false;
            }
            current[row] = Math.sqrt(pivot);
        }
        return true;
    }

    /** An empty lower triangle. */
    static double[][] triangle(int rows) {
        double[][] triangle = new double[rows][];
        for (int row = 0; row < rows; row++) {
            triangle[row] = new double[row + 1];
        }
        return triangle;
    }

    /** Solves {@code L x = b} in place. */
    static void solveLower(double[][] factor, double[] right) {
        for (int row = 0; row < factor.length; row++) {
            right[row] = (right[row] - dot(factor[row], right, row)) / factor[row][row];
        }
    }

    /** Solves {@code L' x = b} in place. */
    static void solveLowerTransposed(double[][] factor, double[] right) {
        for (int row = factor.length - 1; row >= 0; row--) {
            right[row] /= factor[row][row];
            addScaled(right, -right[row], factor[row], row);
        }
    }

    /** Solves {@code L X = B} in place for many right-hand sides, which are the columns. */
    static void solveLower(double[][] factor, double[][] right, int columns) {
        for (int row = 0; row < factor.length; row++) {
            for (int before = 0; before < row; before++) {
                addScaled(right[row], -factor[row][before], right[before], columns);
            }
            double pivot = 1 / factor[row][row];
            for (int column = 0; column < columns; column++) {
                right[row][column] *= pivot;
            }
        }
    }

    /** The lower triangle of the inverse of {@code L L'}. */
    static double[][] inverse(double[][] factor) {
        double[][] inverse = triangle(factor.length);
        double[][] inverseFactor = inverseLower(factor);
        for (double[] row : inverseFactor) {
            for (int column = 0; column < row.length; column++) {
                addScaled(inverse[column], row[column], row, column + 1);
            }
        }
        return inverse;
    }

    private static double[][] inverseLower(double[][] factor) {
        double[][] inverse = triangle(factor.length);
        for (int row = 0; row < factor.length; row++) {
            for (int before = 0; before < row; before++) {
                addScaled(inverse[row], -factor[row][before], inverse[before], before + 1);
            }
            double pivot = 1 / factor[row][row];
            for (int column = 0; column < row; column++) {
                inverse[row][column] *= pivot;
            }
            inverse[row][row] = pivot;
        }
        return inverse;
    }
}
