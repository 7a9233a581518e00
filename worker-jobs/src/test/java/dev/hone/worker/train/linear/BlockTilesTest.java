package dev.hone.worker.train.linear;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.inline.InlineTrainer;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.linalg.DenseMatrix;
import org.apache.spark.ml.linalg.Matrix;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BlockTilesTest {
    private static final int ROWS = 700;
    private static final int COLUMNS = 40;
    private static final int CLASSES = 11;

    static Stream<LogisticRegression> estimators() {
        return Stream.of(
                new LogisticRegression().setMaxIter(20),
                new LogisticRegression().setMaxIter(20).setRegParam(0.01).setFitIntercept(false),
                new LogisticRegression().setMaxIter(20).setRegParam(0.01).setElasticNetParam(0.5),
                new LogisticRegression().setMaxIter(10).setMaxBlockSizeInMB(0.05));
    }

    @ParameterizedTest
    @MethodSource("estimators")
    void modelsOfTilesAreThoseOfMllib(LogisticRegression estimator) {
        TrainingData data = halfZeros();
        RowView rows = data.allRows();
        assertThat(StandardizedBlocks.tiled(rows, FeatureSummary.of(rows), estimator.getMaxBlockSizeInMB())
                        .blocks())
                .allMatch(block -> block.tiles().isPresent());

        LinearParity.assertAlike(
                new InlineTrainer().train(estimator, rows),
                new LogisticRegressionTrainer().train(estimator, rows),
                1e-9);
    }

    @ParameterizedTest
    @CsvSource({"1, false", "3, false", "4, true", "10, true"})
    void sparseBlocksWithAQuarterOfValuesHaveTiles(int values, boolean tiled) {
        double[] numbers = new double[16];
        for (int index = 0; index < values; index++) {
            numbers[index] = 1;
        }
        Matrix block = new DenseMatrix(4, 4, numbers).toSparse();

        assertThat(BlockTiles.of(block).isPresent()).isEqualTo(tiled);
    }

    private static TrainingData halfZeros() {
        Random random = new Random(3);
        double[] values = random.doubles((long) ROWS * COLUMNS, -1, 1)
                .map(value -> Math.max(0, value))
                .toArray();
        double[] labels = new double[ROWS];
        double[] weights = random.doubles(ROWS, 0.5, 2).toArray();
        for (int row = 0; row < ROWS; row++) {
            double score = 4 * values[row * COLUMNS] + 3 * values[row * COLUMNS + 1] + 4 * random.nextDouble();
            labels[row] = (int) Math.min(CLASSES - 1, score);
        }
        return TrainingData.builder(FeatureMatrix.dense(ROWS, COLUMNS, values))
                .classLabels(labels, CLASSES, List.of())
                .weights(weights)
                .build();
    }
}
