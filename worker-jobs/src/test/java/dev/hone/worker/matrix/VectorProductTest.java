package dev.hone.worker.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorProductTest {
    private static final int START = 2;

    @ParameterizedTest
    @CsvSource({"1,1", "3,30", "4,256", "10,257", "64,600"})
    void equalsALoopOverTheTermsBitForBit(int terms, int columns) {
        Random random = new Random(11);
        double[] row = random.doubles(START + terms).toArray();
        double[] values = random.doubles((long) terms * columns).toArray();
        double[] target = new double[columns + 1];
        target[columns] = 9;

        VectorProduct.of(row, START, Tiles.of(MatrixView.ofRows(terms, columns, values, 0)), target);

        for (int column = 0; column < columns; column++) {
            double expected = 0;
            for (int term = 0; term < terms; term++) {
                expected += row[START + term] * values[term * columns + column];
            }
            assertThat(target[column]).isEqualTo(expected);
        }
        assertThat(target[columns]).isEqualTo(9);
    }
}
