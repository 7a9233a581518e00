package dev.hone.worker.stage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.data.FoldCache;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.ChiSqSelector;
import org.apache.spark.ml.feature.CountVectorizer;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.ml.feature.UnivariateFeatureSelector;
import org.apache.spark.ml.feature.VarianceThresholdSelector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Stages that choose of what one of them has learned: each must be the one that Spark fits alone. */
class SelectiveStageTest {

    /** Counts how often stages learn. */
    private static final class Counted implements SharedLearning {
        private final Map<ParamsKey, Object> learned = new HashMap<>();
        private int times;

        @Override
        @SuppressWarnings("unchecked")
        public <T extends FoldCache.Sized> T get(ParamsKey key, Supplier<T> learning) {
            return (T) learned.computeIfAbsent(key, unknown -> {
                times++;
                return learning.get();
            });
        }
    }

    @TestFactory
    Stream<DynamicTest> stagesThatDifferInWhatTheyChooseLearnOnceAndAreThoseOfSpark() {
        return Stream.of(
                learningOnce("PCA, dense", VectorCases.dense(), IntStream.of(2, 4, 1, 3), SelectiveStageTest::pca, 0),
                learningOnce(
                        "PCA, sparse", VectorCases.sparse(), IntStream.of(3, 1, 2), SelectiveStageTest::pca, 1e-12),
                learningOnce(
                        "PCA, more components than elements",
                        VectorCases.dense(),
                        IntStream.of(2, 50, 3),
                        SelectiveStageTest::pca,
                        0),
                learningOnce(
                        "PCA, equal elements",
                        SelectionRows.tied(),
                        IntStream.rangeClosed(1, 9),
                        k -> pca(k).setInputCol(SelectionRows.FEATURES),
                        1e-12),
                learningOnce(
                        "ChiSqSelector, ties",
                        SelectionRows.tied(),
                        IntStream.rangeClosed(1, 10),
                        SelectiveStageTest::chiSquare,
                        0),
                learningOnce(
                        "UnivariateFeatureSelector, ties",
                        SelectionRows.tied(),
                        IntStream.rangeClosed(1, 10),
                        count -> univariate("categorical", count),
                        0),
                learningOnce(
                        "UnivariateFeatureSelector, ANOVA with ties",
                        SelectionRows.tied(),
                        IntStream.rangeClosed(1, 10),
                        count -> univariate("continuous", count),
                        0),
                learningOnce(
                        "VarianceThresholdSelector",
                        SelectionRows.continuous(),
                        IntStream.of(0, 2, 1, 3),
                        SelectiveStageTest::variance,
                        0),
                learningOnce(
                        "CountVectorizer",
                        RandomDocuments.tokens("x"),
                        IntStream.of(4, 1, 20, 7),
                        SelectiveStageTest::counted,
                        0));
    }

    private static DynamicTest learningOnce(
            String name, Dataset<Row> rows, IntStream values, IntFunction<PipelineStage> stages, double tolerance) {
        return DynamicTest.dynamicTest(name, () -> {
            Counted learning = new Counted();

            values.forEach(value -> StageContract.assertAsSpark(
                    StageContract.Case.of(name + " " + value, stages.apply(value), rows)
                            .within(tolerance),
                    learning));

            assertThat(learning.times).isOne();
        });
    }

    @Test
    void aSmallerNumberOfComponentsIsThePrefixOfALargerOne() {
        StageTable table = StageTables.of(VectorCases.dense());
        int[] rows = IntStream.range(0, table.numRows()).toArray();
        Counted learning = new Counted();

        List<double[]> directions = IntStream.of(3, 2)
                .mapToObj(k -> TaskStages.fit(pca(k), table, rows, learning).model())
                .map(model -> ((PCAModel) model).pc().values())
                .toList();

        assertThat(directions.get(0)).startsWith(directions.get(1));
        assertThat(learning.times).isOne();
    }

    @Test
    void stagesThatDifferInAnythingElseLearnThemselves() {
        Counted learning = new Counted();
        Dataset<Row> rows = SelectionRows.tied();

        for (String type : List.of("categorical", "continuous")) {
            StageContract.assertAsSpark(StageContract.Case.of(type, univariate(type, 3), rows), learning);
        }
        StageContract.assertAsSpark(
                StageContract.Case.of(
                        "other label",
                        univariate("categorical", 3).setLabelCol("other"),
                        rows.withColumn("other", functions.expr("2 - label"))),
                learning);

        assertThat(learning.times).isEqualTo(3);
    }

    private static PCA pca(int k) {
        return new PCA("pca").setInputCol("x").setOutputCol("y" + k).setK(k);
    }

    @SuppressWarnings("deprecation")
    private static ChiSqSelector chiSquare(int count) {
        return new ChiSqSelector("chi")
                .setFeaturesCol(SelectionRows.FEATURES)
                .setLabelCol(SelectionRows.LABEL)
                .setOutputCol("selected")
                .setNumTopFeatures(count);
    }

    private static UnivariateFeatureSelector univariate(String features, int count) {
        return new UnivariateFeatureSelector("univariate")
                .setFeaturesCol(SelectionRows.FEATURES)
                .setLabelCol(SelectionRows.LABEL)
                .setOutputCol("selected")
                .setFeatureType(features)
                .setLabelType("categorical")
                .setSelectionThreshold(count);
    }

    private static VarianceThresholdSelector variance(int threshold) {
        return new VarianceThresholdSelector("variance")
                .setFeaturesCol(SelectionRows.FEATURES)
                .setOutputCol("selected")
                .setVarianceThreshold(threshold * 0.5);
    }

    private static CountVectorizer counted(int size) {
        return new CountVectorizer("counted")
                .setInputCol("x")
                .setOutputCol("counts")
                .setVocabSize(size)
                .setMinDF(size % 3);
    }
}
