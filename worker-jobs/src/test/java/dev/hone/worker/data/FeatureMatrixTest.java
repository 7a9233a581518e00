package dev.hone.worker.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same table in either layout: rows 1 0 2, 0 0 0 and 0 -3 0.5. */
class FeatureMatrixTest {
    private static final double[] VALUES = {1, 0, 2, 0, 0, 0, 0, -3, 0.5};
    private static final FeatureMatrix DENSE = FeatureMatrix.dense(3, 3, VALUES);
    private static final FeatureMatrix SPARSE =
            FeatureMatrix.sparse(3, new int[] {0, 2, 2, 4}, new int[] {0, 2, 1, 2}, new double[] {1, 2, -3, 0.5});

    private static Stream<FeatureMatrix> layouts() {
        return Stream.of(DENSE, SPARSE);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void copiesRowsWithTheirZerosOverWhatWasThere(FeatureMatrix matrix) {
        double[] target = {7, 7, 7, 7, 7};

        matrix.copyRow(2, target, 1);

        assertThat(target).containsExactly(7, 0, -3, 0.5, 7);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void multipliesAndMeasuresDistancesWithADenseRow(FeatureMatrix matrix) {
        double[] other = {2, 1, 4};

        assertThat(matrix.dot(other, 0)).isEqualTo(10);
        assertThat(matrix.dot(other, 1)).isZero();
        assertThat(matrix.dot(other, 2)).isEqualTo(-1);
        assertThat(matrix.squaredDistance(other, 0)).isEqualTo(1 + 1 + 4);
        assertThat(matrix.squaredDistance(other, 1)).isEqualTo(4 + 1 + 16);
        assertThat(matrix.squaredDistance(other, 2)).isEqualTo(4 + 16 + 12.25);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void storesTheValuesOfARowBetweenItsStartAndThatOfTheNext(FeatureMatrix matrix) {
        double sum = 0;
        for (double value : Arrays.copyOfRange(matrix.values(), matrix.start(2), matrix.start(3))) {
            sum += value;
        }

        assertThat(sum).isEqualTo(-2.5);
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void hasADenseForm(FeatureMatrix matrix) {
        assertThat(matrix.toDense().values()).containsExactly(VALUES);
        assertThat(matrix.toDense().isSparse()).isFalse();
    }

    @Test
    void choosesTheFunctionOfItsLayout() {
        assertThat(DENSE.<String>byLayout(dense -> "dense", sparse -> "sparse")).isEqualTo("dense");
        assertThat(SPARSE.<String>byLayout(dense -> "dense", sparse -> "sparse"))
                .isEqualTo("sparse");
        assertThat(DENSE.isSparse()).isFalse();
        assertThat(SPARSE.isSparse()).isTrue();
    }
}
