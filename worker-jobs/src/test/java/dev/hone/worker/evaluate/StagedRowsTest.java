package dev.hone.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.stage.LearnerInput;
import dev.hone.worker.stage.ParamsKey;
import dev.hone.worker.stage.SharedLearning;
import dev.hone.worker.stage.StageColumn;
import dev.hone.worker.stage.StagePrefix;
import dev.hone.worker.stage.StageTable;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.feature.HashingTF;
import org.apache.spark.ml.feature.IDF;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.junit.jupiter.api.Test;

class StagedRowsTest {
    private static final int ROWS = 30;
    private static final int WIDTH = 4;

    private final List<Fold> folds = List.of(fold(0), fold(1), fold(2));

    /** Every third row is tested. */
    private static Fold fold(int number) {
        return new Fold(
                number,
                IntStream.range(0, ROWS).filter(row -> row % 3 != number).toArray(),
                IntStream.range(0, ROWS).filter(row -> row % 3 == number).toArray());
    }

    @Test
    void trialsThatDifferInTheNumberOfComponentsDecomposeAFoldOnce() {
        TrainingData labels = labels();
        StagedRows rows = rows(vectors(), labels);

        rows.rows(folds.get(0), prefix(pca(3)));
        FoldCache.Sized decomposed = learned(labels, folds.get(0));
        rows.rows(folds.get(0), prefix(pca(2)));
        rows.rows(folds.get(1), prefix(pca(2)));

        assertThat(learned(labels, folds.get(0))).isSameAs(decomposed);
        assertThat(learned(labels, folds.get(1))).isNotSameAs(decomposed);
    }

    /** What the stages have left in the cache. */
    private static FoldCache.Sized learned(TrainingData labels, Fold fold) {
        return SharedLearning.on(fold.trainRows(labels), prefix(pca(1)).keyOf(0), Long.MAX_VALUE)
                .<FoldCache.Sized>get(ParamsKey.without(Set.of("k", "outputCol"), pca(1)), () -> {
                    throw new AssertionError("not decomposed");
                });
    }

    @Test
    void featuresAreThoseOfTheTrialAlone() {
        StagedRows shared = rows(vectors(), labels());
        shared.rows(folds.get(0), prefix(pca(4)));

        for (int k = 1; k <= WIDTH; k++) {
            StagePrefix prefix = prefix(pca(k));
            assertThat(values(shared, folds.get(0), prefix))
                    .isEqualTo(values(rows(vectors(), labels()), folds.get(0), prefix));
        }
    }

    @Test
    void leadingStagesThatDoNotLearnAreAppliedOnceForAllFolds() {
        StagedRows rows = rows(documents(), labels());
        StagePrefix hashed = prefix(
                new HashingTF("hashed").setInputCol("x").setOutputCol("y").setNumFeatures(16));

        double[] first = values(rows, folds.get(0), hashed);

        assertThat(values(rows, folds.get(1), hashed)).isSameAs(first);
        assertThat(values(rows, folds.get(2), hashed)).isSameAs(first);
        assertThat(rows.allRows(hashed).rows().data().features()).isSameAs(features(rows, folds.get(0), hashed));
    }

    @Test
    void stagesBehindThoseThatDoNotLearnLearnFromTheTrainingRowsOfEachFold() {
        StagedRows rows = rows(documents(), labels());
        StagePrefix prefix = prefix(
                new HashingTF("hashed").setInputCol("x").setOutputCol("h").setNumFeatures(16),
                new IDF("idf").setInputCol("h").setOutputCol("y"));

        assertThat(values(rows, folds.get(1), prefix)).isNotEqualTo(values(rows, folds.get(0), prefix));
        assertThat(values(rows, folds.get(1), prefix))
                .isEqualTo(values(rows(documents(), labels()), folds.get(1), prefix));
    }

    @Test
    void aFoldOfSomeRowsHasTheseAlone() {
        StagedRows rows = rows(documents(), labels());
        StagePrefix hashed = prefix(
                new HashingTF("hashed").setInputCol("x").setOutputCol("y").setNumFeatures(16));
        Fold some = new Fold(0, new int[] {0, 4, 7}, new int[] {8, 20});

        LearnerInput.Tables tables = rows.rows(some, hashed);

        assertThat(tables.training().data().numRows()).isEqualTo(5);
        assertThat(tables.training().vector(1))
                .isEqualTo(rows.rows(folds.get(2), hashed).training().data().vector(4));
        assertThat(tables.validation().vector(1))
                .isEqualTo(rows.rows(folds.get(2), hashed).training().data().vector(20));
    }

    private static StagedRows rows(StageTable table, TrainingData labels) {
        return new StagedRows(table, labels, 3, Long.MAX_VALUE);
    }

    private static FeatureMatrix features(StagedRows rows, Fold fold, StagePrefix prefix) {
        return rows.rows(fold, prefix).training().data().features();
    }

    private static double[] values(StagedRows rows, Fold fold, StagePrefix prefix) {
        return features(rows, fold, prefix).byLayout(FeatureMatrix.Dense::values, FeatureMatrix.Sparse::values);
    }

    private static StagePrefix prefix(PipelineStage... stages) {
        return new StagePrefix(List.of(stages), new LearnerInput.OfStudy(List.of("y"), List.of()));
    }

    private static PCA pca(int k) {
        return new PCA("pca").setInputCol("x").setOutputCol("y").setK(k);
    }

    private static TrainingData labels() {
        return TrainingData.builder(FeatureMatrix.dense(ROWS, 0, new double[0]))
                .quantities(IntStream.range(0, ROWS).asDoubleStream().toArray())
                .build();
    }

    private static StageTable vectors() {
        double[] values = new Random(4).doubles(ROWS * WIDTH).toArray();
        return StageTable.of(List.of(new StageColumn.Vectors(
                new StructField("x", new VectorUDT(), true, Metadata.empty()),
                FeatureMatrix.dense(ROWS, WIDTH, values),
                new BitSet())));
    }

    /** Three words each. */
    private static StageTable documents() {
        int[] starts = IntStream.rangeClosed(0, ROWS).map(row -> 3 * row).toArray();
        int[] codes = new Random(5).ints(3 * ROWS, 0, 6).toArray();
        String[] words = {"a", "b", "c", "d", "e", "f"};
        return StageTable.of(List.of(new StageColumn.Tokens(
                new StructField("x", DataTypes.createArrayType(DataTypes.StringType, true), true, Metadata.empty()),
                starts,
                codes,
                words,
                new BitSet())));
    }
}
