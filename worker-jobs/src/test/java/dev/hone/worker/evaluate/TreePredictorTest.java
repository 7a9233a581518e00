package dev.hone.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.metric.Predictions;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.LaneSetting;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.classification.GBTClassifier;
import org.apache.spark.ml.classification.ProbabilisticClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.regression.DecisionTreeRegressor;
import org.apache.spark.ml.regression.GBTRegressor;
import org.apache.spark.ml.regression.RandomForestRegressor;
import org.apache.spark.ml.regression.RegressionModel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Predictions of flattened trees equal, bit for bit, what the model says of each row's vector. */
class TreePredictorTest {
    private static final long SEED = 20_261_203L;
    private static final int ROWS = 700;
    private static final int COLUMNS = 5;
    private static final int[] CATEGORIES = {0, 4, 0, 9, 2};

    record Case(String name, Estimator<?> estimator, TrainingData data) {
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
        return Stream.of(dense(), sparse())
                .flatMap(features -> Stream.of(
                        classes("tree", new DecisionTreeClassifier().setMaxDepth(8), features, 3),
                        classes("forest", new RandomForestClassifier().setNumTrees(7), features, 3),
                        classes("boosted classes", new GBTClassifier().setMaxIter(5), features, 2),
                        quantities("tree of quantities", new DecisionTreeRegressor(), features),
                        quantities("forest of quantities", new RandomForestRegressor().setNumTrees(7), features),
                        quantities("boosted quantities", new GBTRegressor().setMaxIter(5), features)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void predictsAsTheModelDoes(Case example) {
        Model<?> model = train(example.estimator(), trainingRows(example.data()));
        RowView unseen = unseenRows(example.data());
        assertPredicts(ModelPredictor.predict(model, unseen), model, unseen);
    }

    @Test
    void ensemblesOfTheFirstTreesShareOnePass() {
        for (FeatureMatrix features : List.of(dense(), sparse())) {
            assertShared(classes("forests", new RandomForestClassifier().setNumTrees(6), features, 3), "numTrees");
            assertShared(quantities("forests", new RandomForestRegressor().setNumTrees(6), features), "numTrees");
            assertShared(classes("boosted", new GBTClassifier().setMaxIter(6), features, 2), "maxIter");
            assertShared(quantities("boosted", new GBTRegressor().setMaxIter(6), features), "maxIter");
        }
    }

    @Test
    void treesThatAreCutOffShareOnePass() {
        for (FeatureMatrix features : List.of(dense(), sparse())) {
            assertShared(classes("trees", new DecisionTreeClassifier(), features, 3), "maxDepth");
            assertShared(quantities("trees", new DecisionTreeRegressor(), features), "maxDepth");
            assertShared(classes("forests", new RandomForestClassifier().setNumTrees(4), features, 3), "maxDepth");
            assertShared(quantities("forests", new RandomForestRegressor().setNumTrees(4), features), "maxDepth");
        }
    }

    /** That each leaf is found in the shallower tree, and no leaf in one that splits otherwise. */
    @Test
    void leavesAreFoundInATreeThatIsCutOff() {
        TrainingData data =
                quantities("trees", new DecisionTreeRegressor(), dense()).data();
        RowView rows = trainingRows(data);
        FlatTree deep = flat(new DecisionTreeRegressor().setMaxDepth(6), rows);
        FlatTree shallow = flat(new DecisionTreeRegressor().setMaxDepth(3), rows);
        int[] leavesIn = deep.leavesIn(shallow).orElseThrow();
        DenseRowBatch block = new DenseRowBatch(rows);
        int[] deepLeaves = new int[block.capacity()];
        int[] shallowLeaves = new int[block.capacity()];
        while (block.next()) {
            deep.findLeaves(block, deepLeaves);
            shallow.findLeaves(block, shallowLeaves);
            for (int row = 0; row < block.size(); row++) {
                assertThat(leavesIn[deepLeaves[row]]).isEqualTo(shallowLeaves[row]);
            }
        }
        assertThat(shallow.leavesIn(deep)).isEmpty();
        RowView some = new RowView(data, IntStream.range(0, 100).toArray());
        FlatTree other = flat(new DecisionTreeRegressor().setMaxDepth(3), some);
        assertThat(deep.leavesIn(other)).isEmpty();
    }

    private static FlatTree flat(DecisionTreeRegressor estimator, RowView rows) {
        DecisionTreeRegressionModel model = (DecisionTreeRegressionModel) train(estimator, rows);
        return new FlatTree(model.rootNode(), 1, leaf -> new double[] {leaf.prediction()});
    }

    private static void assertShared(Case example, String param) {
        List<Estimator<?>> estimators = Stream.of(3, 6, 1, 3, 5)
                .<Estimator<?>>map(size -> {
                    Estimator<?> copy = example.estimator().copy(new org.apache.spark.ml.param.ParamMap());
                    copy.set(param, size);
                    return copy;
                })
                .toList();
        List<Model<?>> models = TrainerRegistry.trainerFor(estimators.get(0), LaneSetting.AUTO)
                .trainAll(estimators, trainingRows(example.data()))
                .stream()
                .<Model<?>>map(TrainedModel::model)
                .toList();
        RowView unseen = unseenRows(example.data());
        List<Predictions> predictions = ModelPredictor.predictAll(models, unseen);
        for (int index = 0; index < models.size(); index++) {
            assertPredicts(predictions.get(index), models.get(index), unseen);
        }
    }

    @SuppressWarnings("unchecked")
    private static void assertPredicts(Predictions predictions, Model<?> model, RowView rows) {
        for (int position = 0; position < rows.size(); position++) {
            Vector features = rows.vector(position);
            if (model instanceof ProbabilisticClassificationModel<?, ?> classifier) {
                ProbabilisticClassificationModel<Vector, ?> typed =
                        (ProbabilisticClassificationModel<Vector, ?>) classifier;
                assertThat(predictions.prediction(position)).isEqualTo(typed.predict(features));
                for (int index = 0; index < predictions.width(); index++) {
                    assertThat(predictions.rawPrediction(position, index))
                            .isEqualTo(typed.predictRaw(features).apply(index));
                    assertThat(predictions.probability(position, index))
                            .isEqualTo(typed.predictProbability(features).apply(index));
                }
            } else {
                assertThat(predictions.prediction(position))
                        .isEqualTo(((RegressionModel<Vector, ?>) model).predict(features));
            }
        }
    }

    private static Model<?> train(Estimator<?> estimator, RowView rows) {
        return TrainerRegistry.trainerFor(estimator, LaneSetting.AUTO).train(estimator, rows);
    }

    private static RowView trainingRows(TrainingData data) {
        return new RowView(data, IntStream.range(0, ROWS - 300).toArray());
    }

    /** The last ones hold categories that were not announced. */
    private static RowView unseenRows(TrainingData data) {
        return new RowView(data, IntStream.range(ROWS - 300, ROWS).toArray());
    }

    private static Case classes(String name, Estimator<?> estimator, FeatureMatrix features, int classes) {
        double[] labels = signal(features);
        for (int row = 0; row < ROWS; row++) {
            labels[row] = Math.floorMod((int) Math.floor(labels[row]), classes);
        }
        return new Case(
                name + ", " + features.getClass().getSimpleName(),
                estimator,
                TrainingData.builder(features)
                        .categories(CATEGORIES)
                        .classLabels(labels, classes, List.of())
                        .build());
    }

    private static Case quantities(String name, Estimator<?> estimator, FeatureMatrix features) {
        return new Case(
                name + ", " + features.getClass().getSimpleName(),
                estimator,
                TrainingData.builder(features)
                        .categories(CATEGORIES)
                        .quantities(signal(features))
                        .build());
    }

    private static double[] signal(FeatureMatrix features) {
        Random random = new Random(SEED + 1);
        return IntStream.range(0, ROWS)
                .mapToDouble(row -> {
                    double[] values = features.vector(row).toArray();
                    return values[0] * values[2] + values[1] % 2 + values[3] / 3 + random.nextGaussian() / 2;
                })
                .toArray();
    }

    private static double value(Random random, int row, int column) {
        if (CATEGORIES[column] == 0) {
            return random.nextGaussian();
        }
        return row < ROWS - 20 ? random.nextInt(CATEGORIES[column]) : 11.5 - random.nextInt(20);
    }

    private static FeatureMatrix dense() {
        Random random = new Random(SEED);
        double[] values = new double[ROWS * COLUMNS];
        for (int index = 0; index < values.length; index++) {
            values[index] = value(random, index / COLUMNS, index % COLUMNS);
        }
        return FeatureMatrix.dense(ROWS, COLUMNS, values);
    }

    private static FeatureMatrix sparse() {
        Random random = new Random(SEED);
        int[] starts = new int[ROWS + 1];
        int[] indices = new int[ROWS * COLUMNS];
        double[] values = new double[indices.length];
        int size = 0;
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < COLUMNS; column++) {
                if (random.nextInt(3) > 0) {
                    indices[size] = column;
                    values[size++] = value(random, row, column);
                }
            }
            starts[row + 1] = size;
        }
        return FeatureMatrix.sparse(
                COLUMNS, starts, java.util.Arrays.copyOf(indices, size), java.util.Arrays.copyOf(values, size));
    }
}
