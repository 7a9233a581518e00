package dev.hone.worker.train.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Where blocks end. */
class StandardizedBlocksTest {
    private static final int ROWS = 2000;

    /** However few values these have: only the last block costs a pass over all coefficients. */
    @Test
    void wideSparseBlocksAreSmall() {
        assertThat(of(sparse(1 << 18, 200)).mostRows()).isEqualTo(56);
    }

    @Test
    void narrowSparseBlocksAreSmall() {
        assertThat(of(sparse(1000, 20)).mostRows()).isEqualTo(56);
    }

    @Test
    void blocksHaveTheFeaturesOfTheirStatistics() {
        RowView rows = sparse(1 << 20, 20);
        FeatureSummary varying = FeatureSummary.of(rows).ofVarying();

        assertThat(varying.features()).isBetween(1, ROWS * 20);
        assertThat(StandardizedBlocks.of(rows, varying).blocks())
                .allMatch(block -> block.rows().numCols() == varying.features());
    }

    private static StandardizedBlocks of(RowView rows) {
        return StandardizedBlocks.of(rows, FeatureSummary.of(rows));
    }

    private static RowView sparse(int features, int perRow) {
        int[] starts = IntStream.rangeClosed(0, ROWS).map(row -> row * perRow).toArray();
        int[] indices = IntStream.range(0, ROWS * perRow)
                .map(at -> (int) ((at / perRow * 7919L + (long) at % perRow * (features / perRow)) % features))
                .toArray();
        for (int row = 0; row < ROWS; row++) {
            java.util.Arrays.sort(indices, starts[row], starts[row + 1]);
        }
        double[] values =
                IntStream.range(0, indices.length).mapToDouble(at -> 1 + at % 3).toArray();
        double[] labels = IntStream.range(0, ROWS).mapToDouble(row -> row % 2).toArray();
        return TrainingData.builder(FeatureMatrix.sparse(features, starts, indices, values))
                .classLabels(labels, 2, List.of())
                .build()
                .allRows();
    }
}
