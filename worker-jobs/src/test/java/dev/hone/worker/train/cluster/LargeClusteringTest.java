package dev.hone.worker.train.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.inline.InlineTrainer;
import dev.hone.worker.train.inline.ModelState;
import java.util.Arrays;
import java.util.Random;
import org.apache.spark.ml.clustering.KMeans;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows enough for searches that leave out many centers, and columns enough for BLAS to take other ways. */
class LargeClusteringTest {
    private static final long SEED = 20_261_125L;

    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
        System.out.println("seed of the rows: " + SEED);
    }

    @ParameterizedTest
    @CsvSource({
        "row,   euclidean, 2000,   3, 24",
        "block, euclidean, 2000,   3, 24",
        "row,   cosine,    2000,   3, 24",
        "block, cosine,    2000,   3, 24",
        "row,   euclidean,  200, 300, 12",
        "block, euclidean,  200, 300, 12",
        "row,   cosine,     200, 300, 12",
        "block, cosine,     200, 300, 12"
    })
    void modelIsThatOfInlineTraining(String solver, String distance, int rows, int columns, int clusters) {
        KMeans estimator = new KMeans()
                .setSolver(solver)
                .setDistanceMeasure(distance)
                .setK(clusters)
                .setSeed(3);
        RowView view = weighted(rows, columns);
        assertThat(ModelState.of(new KMeansTrainer().train(estimator, view)))
                .isEqualTo(ModelState.of(new InlineTrainer().train(estimator, view)));
    }

    /** In five heaps. */
    private static RowView weighted(int rows, int columns) {
        Random random = new Random(SEED);
        double[] values = new double[rows * columns];
        Arrays.setAll(values, at -> random.nextGaussian() + 4 * (at / columns % 5) * (at % columns % 3));
        double[] weights = new double[rows];
        Arrays.setAll(weights, row -> 0.5 + random.nextDouble());
        return TrainingData.builder(FeatureMatrix.dense(rows, columns, values))
                .weights(weights)
                .build()
                .allRows();
    }
}
