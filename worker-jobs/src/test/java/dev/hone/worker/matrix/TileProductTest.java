package dev.hone.worker.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TileProductTest {
    private static final int START = 3;

    private final Random random = new Random(11);

    @ParameterizedTest
    @CsvSource({"1,1,1", "2,5,3", "3,4,30", "10,64,257", "7,300,64", "4,513,2"})
    void equalsALoopOverTheTermsThatAreNotZeroBitForBit(int rows, int terms, int columns) {
        double[] factors = numbers(START + rows * terms);
        double[] others = halfZeros(terms * columns);
        double[] sums = numbers(START + rows * columns);
        double[] target = sums.clone();

        new TileProduct()
                .add(
                        MatrixView.ofColumns(rows, terms, factors, START),
                        Tiles.of(MatrixView.ofRows(terms, columns, others, 0)),
                        MatrixView.ofRows(rows, columns, target, START));

        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < columns; column++) {
                double expected = sums[START + row * columns + column];
                for (int term = 0; term < terms; term++) {
                    double other = others[term * columns + column];
                    expected += other == 0 ? 0 : factors[START + term * rows + row] * other;
                }
                assertThat(target[START + row * columns + column]).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"5,300", "300,5"})
    void tilesOfALargerMatrixServeASmallerOne(int rows, int columns) {
        double[] values = numbers(4 * 3);
        Tiles tiles = Tiles.of(MatrixView.ofRows(rows, columns, numbers(rows * columns), 0));
        tiles.copy(MatrixView.ofRows(4, 3, values, 0).transposed());
        double[] target = new double[4];

        new TileProduct()
                .add(MatrixView.ofRows(1, 3, new double[] {1, 0, 0}, 0), tiles, MatrixView.ofRows(1, 4, target, 0));

        assertThat(target).containsExactly(values[0], values[3], values[6], values[9]);
    }

    @ParameterizedTest
    @CsvSource({"2,4,2", "3,3,2", "2,3,3"})
    void matricesThatDoNotFitAreRefused(int rows, int terms, int columns) {
        Tiles right = Tiles.of(MatrixView.ofRows(3, 2, numbers(6), 0));
        MatrixView left = MatrixView.ofRows(2, terms, numbers(2 * terms), 0);
        MatrixView target = MatrixView.ofRows(rows, columns, numbers(rows * columns), 0);

        assertThatThrownBy(() -> new TileProduct().add(left, right, target))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("left: 2 x " + terms)
                .hasMessageContaining("right: 3 x 2");
    }

    private double[] numbers(int count) {
        return random.doubles(count, -1, 1).toArray();
    }

    private double[] halfZeros(int count) {
        return random.doubles(count, -1, 1).map(value -> Math.max(0, value)).toArray();
    }
}
