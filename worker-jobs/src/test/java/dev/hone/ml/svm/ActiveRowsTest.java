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
        rows.begin(positions, diagonal(positions));
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
    void anotherProblemHasItsRowsThoughTheirMemoryIsUsedAgain() {
        ActiveRows rows = new ActiveRows(kernel);
        int[] before = IntStream.range(0, ROWS).toArray();
        rows.begin(before, diagonal(before));
        double[] used = rows.values(4);
        int[] after = {5, 7, 1, 30, 2};
        rows.begin(after, diagonal(after));

        assertAreValues(rows.values(4), after, 4, after.length);
        assertThat(rows.values(4)).isSameAs(used);
        assertThat(rows.inverseCurvatures(0)[2]).isEqualTo(inverseCurvature(after, 0, 2));
    }

    /** Few change places, and rows do too; many, and rows are made anew. */
    @ParameterizedTest
    @ValueSource(ints = {1, 3, 15})
    void rowsFollowTheOrderOfTheirVariables(int pairs) {
        for (long mostBytes : new long[] {0, 5 * 2 * Double.BYTES * 64, 1 << 20}) {
            ActiveRows rows = new ActiveRows(kernel, mostBytes);
            int[] positions =
                    IntStream.range(0, ROWS).map(row -> ROWS - 1 - row).toArray();
            rows.begin(positions, diagonal(positions));
            Random random = new Random(SEED);
            int active = ROWS;
            for (int round = 0; round < 12; round++) {
                ask(rows, positions, active, random);
                if (round % 4 == 3) {
                    rows.activateAll();
                    active = ROWS;
                } else {
                    int[] order = IntStream.range(0, active).toArray();
                    active -= Math.min(pairs, active / 2);
                    for (int kept = active; kept < order.length; kept++) {
                        int stuck = (kept - active) * 2 % active;
                        order[kept] = order[stuck] == stuck ? stuck : kept;
                        order[stuck] = order[kept] == stuck ? kept : order[stuck];
                    }
                    positions = reordered(positions, order);
                    rows.reorder(order, positions, diagonal(positions), active);
                }
                ask(rows, positions, active, random);
            }
        }
    }

    private void ask(ActiveRows rows, int[] positions, int active, Random random) {
        for (int time = 0; time < 10; time++) {
            int variable = random.nextInt(active);
            int other = random.nextInt(active);
            double[] values = rows.values(variable);
            double[] inverseCurvatures = rows.inverseCurvatures(other);
            assertAreValues(values, positions, variable, active);
            for (int each = 0; each < active; each++) {
                assertThat(inverseCurvatures[each]).isEqualTo(inverseCurvature(positions, other, each));
            }
        }
    }

    private static int[] reordered(int[] values, int[] order) {
        int[] reordered = values.clone();
        for (int index = 0; index < order.length; index++) {
            reordered[index] = values[order[index]];
        }
        return reordered;
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
