package dev.hone.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.fold.KFold;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.stage.LearnerInput;
import dev.hone.worker.stage.StageColumn;
import dev.hone.worker.stage.StagePrefix;
import dev.hone.worker.stage.StageTable;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.lang.ref.SoftReference;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.util.SizeEstimator;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** How many bytes the cache of a table counts of what the folds hold, beside what Spark's estimate finds there. */
class CachedBytesTest {
    private static final int ROWS = 1500;
    private static final int WIDTH = 24;

    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
    }

    static Stream<Arguments> learners() {
        return Stream.of(
                Arguments.of("LogisticRegression", Map.of("regParam", new Real(0.1))),
                Arguments.of("LinearSVC", Map.of("regParam", new Real(0.1))),
                Arguments.of("NaiveBayes", Map.of()),
                Arguments.of("DecisionTreeClassifier", Map.of("maxDepth", new Whole(3))),
                Arguments.of("RandomForestClassifier", Map.of("numTrees", new Whole(3))),
                Arguments.of("GBTClassifier", Map.of("maxIter", new Whole(2))),
                Arguments.of("GBTClassifier", Map.of("maxIter", new Whole(2), "maxBins", new Whole(1000))));
    }

    @ParameterizedTest
    @MethodSource("learners")
    void theCacheCountsWhatItHolds(String learner, Map<String, ParameterValue> params)
            throws ReflectiveOperationException {
        TrainingData table = table();
        CrossValidation evaluation = new CrossValidation(
                table,
                KFold.inOrder(3).split(table),
                new Scoring.OfPredictions(MetricSuite.of(List.of("accuracy"), MetricOptions.defaults())));

        TrialOutcome outcome = evaluation.evaluate(new TrialConfig(0, learner, params, 11));

        assertThat(outcome).isInstanceOf(Scored.class);
        assertCounted(table, evaluation);
    }

    @Test
    void theCacheCountsWhatStagesHaveMade() throws ReflectiveOperationException {
        TrainingData labels = table();
        StageTable raw = StageTable.of(List.of(new StageColumn.Vectors(
                new StructField("x", new VectorUDT(), true, Metadata.empty()), labels.features(), new BitSet())));
        StagedRows rows = new StagedRows(raw, labels, 3, Long.MAX_VALUE);
        StagePrefix prefix = new StagePrefix(
                List.of(
                        new StandardScaler("scaled").setInputCol("x").setOutputCol("s"),
                        new PCA("pca").setInputCol("s").setOutputCol("y").setK(12)),
                new LearnerInput.OfStudy(List.of("y"), List.of()));

        KFold.inOrder(3).split(labels).folds().forEach(fold -> rows.rows(fold, prefix));

        assertCounted(labels, rows);
    }

    /** @param known what is held without the cache, the table included */
    private static void assertCounted(TrainingData table, Object known) throws ReflectiveOperationException {
        List<Object> held = held(table);
        assertThat(held).isNotEmpty();
        long counted = held.stream()
                .mapToLong(value -> ((FoldCache.Sized) value).bytes())
                .sum();
        long estimated = SizeEstimator.estimate(new Object[] {known, held.toArray()})
                - SizeEstimator.estimate(new Object[] {known});
        assertThat(counted).isCloseTo(estimated, Percentage.withPercentage(20));
    }

    /** What the cache of a table holds at the moment. */
    private static List<Object> held(TrainingData table) throws ReflectiveOperationException {
        Method cache = TrainingData.class.getDeclaredMethod("foldCache");
        cache.setAccessible(true);
        Field entries = FoldCache.class.getDeclaredField("entries");
        entries.setAccessible(true);
        List<Object> held = new ArrayList<>();
        for (Object entry : ((Map<?, ?>) entries.get(cache.invoke(table))).values()) {
            Field value = entry.getClass().getDeclaredField("value");
            value.setAccessible(true);
            Object known = ((SoftReference<?>) value.get(entry)).get();
            if (known != null) {
                held.add(known);
            }
        }
        return held;
    }

    private static TrainingData table() {
        Random random = new Random(5);
        double[] features = new double[ROWS * WIDTH];
        double[] labels = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            labels[row] = row % 2;
            for (int index = 0; index < WIDTH; index++) {
                features[row * WIDTH + index] = Math.abs(labels[row] + random.nextGaussian());
            }
        }
        return TrainingData.builder(FeatureMatrix.dense(ROWS, WIDTH, features))
                .classLabels(labels, 2, List.of())
                .build();
    }
}
