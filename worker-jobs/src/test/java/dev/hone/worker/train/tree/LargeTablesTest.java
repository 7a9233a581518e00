package dev.hone.worker.train.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.train.inline.InlineTrainer;
import dev.hone.worker.train.inline.ModelState;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.regression.DecisionTreeRegressor;
import org.apache.spark.ml.regression.GBTRegressor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables large enough that split candidates are drawn, bins do not fit in a byte, or sums lose their last bits. */
class LargeTablesTest {
    private static final long SEED = 20_261_202L;

    record Case(String name, TreeTrainer trainer, Estimator<?> estimator, TrainingData data) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
        System.out.println("seed of the tables: " + SEED);
    }

    static Stream<Case> cases() {
        TrainingData many = table(12_000, 0).build();
        TrainingData weighted = table(12_000, 0).weights(weights(12_000)).build();
        TrainingData quantities =
                table(12_000, 0).quantities(quantities(12_000)).build();
        TrainingData offset = table(12_000, 0)
                .quantities(Arrays.stream(quantities(12_000))
                        .map(value -> value + 1e7)
                        .toArray())
                .build();
        TrainingData outliers = table(12_000, 0)
                .quantities(Arrays.stream(quantities(12_000))
                        .map(value -> value > 4 ? value * 1e6 : value)
                        .toArray())
                .build();
        TrainingData small = table(2_000, 26).build();
        DecisionTreeRegressor deep = new DecisionTreeRegressor().setMaxDepth(12);
        return Stream.of(
                new Case("drawn candidates", new DecisionTreeTrainer(), tree().setSeed(3), many),
                new Case("drawn candidates, other seed", new DecisionTreeTrainer(), tree().setSeed(4), many),
                new Case("drawn candidates, weights", new DecisionTreeTrainer(), tree(), weighted),
                new Case("400 bins", new DecisionTreeTrainer(), tree().setMaxBins(400), small),
                new Case(
                        "400 bins, entropy",
                        new DecisionTreeTrainer(),
                        tree().setMaxBins(400).setImpurity("entropy"),
                        many),
                new Case("quantities", new DecisionTreeTrainer(), deep, quantities),
                new Case("quantities far from zero", new DecisionTreeTrainer(), deep, offset),
                new Case("quantities with outliers", new DecisionTreeTrainer(), deep, outliers),
                new Case(
                        "quantities, 300 bins",
                        new DecisionTreeTrainer(),
                        new DecisionTreeRegressor().setMaxBins(300),
                        quantities),
                new Case("boosted classes", new BoostingTrainer(), new GBTClassifier().setMaxIter(4), many),
                new Case(
                        "boosted classes, weights",
                        new BoostingTrainer(),
                        new GBTClassifier().setMaxIter(3).setSubsamplingRate(0.5),
                        weighted),
                new Case("boosted quantities", new BoostingTrainer(), new GBTRegressor().setMaxIter(4), quantities),
                new Case(
                        "boosted quantities, subsampled",
                        new BoostingTrainer(),
                        new GBTRegressor().setMaxIter(4).setSubsamplingRate(0.5).setSeed(5),
                        outliers));
    }

    private static DecisionTreeClassifier tree() {
        return new DecisionTreeClassifier().setMaxDepth(10);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void modelIsThatOfInlineTraining(Case example) {
        RowView rows = example.data().allRows();
        List<String> expected = ModelState.of(new InlineTrainer().train(example.estimator(), rows));
        assertThat(ModelState.of(example.trainer()
                        .models(List.of(example.estimator()), rows)
                        .value()
                        .orElseThrow()
                        .get(0)))
                .isEqualTo(expected);
    }

    /** Features: normal, rounded, mostly zero, constant, two of categories, and one that repeats the first. */
    private static TrainingData.Builder table(int rows, int classes) {
        Random random = new Random(SEED);
        int columns = 7;
        double[] values = new double[rows * columns];
        for (int row = 0; row < rows; row++) {
            int at = row * columns;
            values[at] = random.nextGaussian();
            values[at + 1] = Math.rint(10 * random.nextGaussian());
            values[at + 2] = random.nextInt(5) == 0 ? random.nextDouble() : 0;
            values[at + 3] = 7;
            values[at + 4] = random.nextInt(4);
            values[at + 5] = random.nextInt(20);
            values[at + 6] = values[at];
        }
        int count = Math.max(2, classes);
        double[] labels = IntStream.range(0, rows)
                .mapToDouble(row -> Math.floorMod(
                        (int) Math.floor(count / 2.0 + signal(values, row * columns) + random.nextGaussian()), count))
                .toArray();
        return TrainingData.builder(FeatureMatrix.dense(rows, columns, values))
                .categories(new int[] {0, 0, 0, 0, 4, 20, 0})
                .classLabels(labels, count, List.of());
    }

    private static double signal(double[] values, int at) {
        return values[at] + values[at + 1] / 10 * values[at + 2] + (values[at + 4] == 2 ? 1 : 0) + values[at + 5] % 3;
    }

    private static double[] quantities(int rows) {
        FeatureMatrix features = table(rows, 0).build().features();
        Random random = new Random(SEED + 1);
        return IntStream.range(0, rows)
                .mapToDouble(row -> signal(features.vector(row).toArray(), 0) + random.nextGaussian())
                .toArray();
    }

    private static double[] weights(int rows) {
        Random random = new Random(SEED + 2);
        return IntStream.range(0, rows)
                .mapToDouble(row -> row % 11 == 0 ? 0 : 0.25 + random.nextDouble())
                .toArray();
    }
}
