package dev.hone.driver.sampler.gp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenseTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 40})
    void theFactorTimesItsTransposeIsTheMatrix(int rows) {
        double[][] matrix = positiveDefinite(rows);
        double[][] factor = Dense.cholesky(matrix);

        for (int row = 0; row < rows; row++) {
            for (int column = 0; column <= row; column++) {
                assertThat(Dense.dot(factor[row], factor[column], column + 1))
                        .isCloseTo(matrix[row][column], within(1e-10));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40})
    void solutionsAndInverseAgree(int rows) {
        double[][] factor = Dense.cholesky(positiveDefinite(rows));
        double[] right = new Random(2).doubles(rows).toArray();
        double[] solution = right.clone();
        Dense.solveLower(factor, solution);
        double[][] columns = new double[rows][2];
        for (int row = 0; row < rows; row++) {
            columns[row][0] = right[row];
            columns[row][1] = -3 * right[row];
        }
        Dense.solveLower(factor, columns, 2);
        for (int row = 0; row < rows; row++) {
            assertThat(columns[row][0]).isCloseTo(solution[row], within(1e-12));
            assertThat(columns[row][1]).isCloseTo(-3 * solution[row], within(1e-11));
        }
        Dense.solveLowerTransposed(factor, solution);
        double[][] inverse = Dense.inverse(factor);
        for (int row = 0; row < rows; row++) {
            double product = 0;
            for (int column = 0; column < rows; column++) {
                product += inverse[Math.max(row, column)][Math.min(row, column)] * right[column];
            }
            assertThat(product).isCloseTo(solution[row], within(1e-10));
        }
    }

    @Test
    void rowsThatAreTheSameUpToRoundingAreTold() {
        double[][] factor = Dense.cholesky(new double[][] {{1}, {1, 1}, {1, 1, 1}});

        assertThat(factor[2][0]).isCloseTo(1, within(1e-6));
        assertThat(factor[2][2]).isPositive().isLessThan(1e-4);
    }

    @Test
    void aMatrixFarFromPositiveDefiniteIsRefused() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Dense.cholesky(new double[][] {{1}, {5, 1}}))
                .withMessage("Matrix must be positive definite (rows: 2)");
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Dense.cholesky(new double[][] {{Double.NaN}}));
    }

    private static double[][] positiveDefinite(int rows) {
        Random random = new Random(1);
        double[][] root = new double[rows][];
        for (int row = 0; row < rows; row++) {
            root[row] = random.doubles(rows, -1, 1).toArray();
        }
        double[][] matrix = Dense.triangle(rows);
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column <= row; column++) {
                matrix[row][column] = Dense.dot(root[row], root[column], rows) + (row == column ? 0.1 : 0);
            }
        }
        return matrix;
    }
}
