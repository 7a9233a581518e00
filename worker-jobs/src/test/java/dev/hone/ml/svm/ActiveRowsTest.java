package dev.hone.ml.svm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Kernel rows in the order of a solver's variables. */
class ActiveRowsTest {
    private static final int ROWS = 40;
    private static final int COLUMNS = 3;
    private static final int PAIRS = 500;
    private static final long SEED = 11;

    private final KernelRows kernel = new KernelRows.Kept(
            ProductSource.OfDense.of((FeatureMatrix.Dense) features()), Kernel.RBF, new Kernel.Shape(0.3, 0, 0));

    private static FeatureMatrix features() {
        double[] values = new Random(SEED).doubles(ROWS * COLUMNS, -1, 1).toArray();
        return FeatureMatrix.dense(ROWS, COLUMNS, values);
    }

    /** Room for two rows, for some, for all. */
    @ParameterizedTest
    @ValueSource(longs = {0, 5 * 2 * Double.BYTES * 64, 1 << 20})
    void rowsOfTwoVariablesAreThereTogether(long mostBytes) {
        ActiveRows rows = new ActiveRows(kernel, mostBytes);
        int[] positions = IntStream.range(0, ROWS).map(row -> ROWS - 1 - row).toArray();
        rows.reset(positions, diagonal(positions), ROWS);
        Random random = new Random(SEED);
        for (int pair = 0; pair < PAIRS; pair++) {
            int one = random.nextInt(ROWS);
            int other = random.nextInt(ROWS);
            double[] ofOne = pair % 3 == 0 ? rows.inverseCurvatures(one) : rows.values(one);
            double[] ofOther = rows.values(other);
            if (pair % 3 == 0) {
                assertAreInverseCurvatures(ofOne, positions, one);
            } else {
                assertAreValues(ofOne, positions, one, ROWS);
            }
            assertAreValues(ofOther, positions, other, ROWS);
        }
    }

    @Test
    void afterAResetRowsAreInTheNewOrderThoughTheirMemoryIsUsedAgain() {
        ActiveRows rows = new ActiveRows(kernel);
        int[] before = IntStream.range(0, ROWS).toArray();
        rows.reset(before, diagonal(before), ROWS);
        double[] used = rows.values(4);
        int[] after = {5, 7, 1, 30, 2};
        rows.reset(after, diagonal(after), 3);

        assertAreValues(rows.values(4), after, 4, 3);
        assertThat(rows.values(4)).isSameAs(used);
        assertThat(rows.inverseCurvatures(0)[2]).isEqualTo(inverseCurvature(after, 0, 2));
    }

    private void assertAreValues(double[] actual, int[] positions, int variable, int active) {
        for (int other = 0; other < active; other++) {
            assertThat(actual[other]).isEqualTo(kernel.row(positions[variable])[positions[other]]);
        }
    }

    private void assertAreInverseCurvatures(double[] actual, int[] positions, int variable) {
        for (int other = 0; other < positions.length; other++) {
            assertThat(actual[other]).isEqualTo(inverseCurvature(positions, variable, other));
        }
    }

    /** A variable with itself has none, for which a small number stands. */
    private double inverseCurvature(int[] positions, int variable, int other) {
        double curvature = kernel.diagonal(positions[variable])
                + kernel.diagonal(positions[other])
                - 2.0 * kernel.row(positions[variable])[positions[other]];
        return 1 / (curvature > 0 ? curvature : 1e-12);
    }

    private double[] diagonal(int[] positions) {
        return IntStream.of(positions).mapToDouble(kernel::diagonal).toArray();
    }
}
