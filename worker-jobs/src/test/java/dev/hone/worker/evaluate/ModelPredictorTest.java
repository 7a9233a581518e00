package dev.hone.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.metric.Predictions;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.train.LearnerCatalog;
import dev.hone.worker.train.LearnerKind;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Sequence;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Predictions of rows in memory equal the columns that the model's {@code transform} adds to a DataFrame. */
class ModelPredictorTest {
    private static final int ROWS = 60;
    private static final int COLUMNS = 3;
    private static final long SEED = 20261123;

    static Stream<String> learners() {
        return LearnerCatalog.names().stream()
                .filter(LearnerCatalog::takesFeatures)
                .filter(learner -> LearnerCatalog.kindOf(learner) != LearnerKind.TOPIC_MODEL);
    }

    @ParameterizedTest
    @MethodSource("learners")
    void predictsAsTransformDoes(String learner) {
        assertEqual(new TrialConfig(0, learner, params(learner), 7), data(learner));
    }

    @ParameterizedTest
    @MethodSource("thresholds")
    void honoursThresholds(String learner) {
        Map<String, ParameterValue> params = new HashMap<>(params(learner));
        params.put("thresholds", new Sequence(List.of(new Real(0.9), new Real(0.2))));
        assertEqual(new TrialConfig(0, learner, params, 7), data(learner));
    }

    static Stream<String> thresholds() {
        return Stream.of("LogisticRegression", "DecisionTreeClassifier", "NaiveBayes", "FMClassifier");
    }

    @ParameterizedTest
    @MethodSource("offsets")
    void addsTheOffsetOfEachRow(String family) {
        Map<String, ParameterValue> params = Map.of("family", new Text(family), "offsetCol", new Text("extra"));
        assertEqual(new TrialConfig(0, "GeneralizedLinearRegression", params, 7), data("GeneralizedLinearRegression"));
    }

    static Stream<String> offsets() {
        return Stream.of("gaussian", "poisson");
    }

    @ParameterizedTest
    @CsvSource({
        "LogisticRegression, auto",
        "LogisticRegression, multinomial",
        "DecisionTreeClassifier,",
        "RandomForestClassifier,",
        "NaiveBayes,"
    })
    void modelsOfOneClassPredictAsTransformDoes(String learner, @Nullable String family) {
        Map<String, ParameterValue> params = family == null ? Map.of() : Map.of("family", new Text(family));
        TrainingData two = data(learner);
        TrainingData one = TrainingData.builder(two.features())
                .column("extra", two.column("extra"))
                .classLabels(new double[ROWS], 1, List.of())
                .build();

        assertEqual(new TrialConfig(0, learner, params, 7), one);
    }

    private static Map<String, ParameterValue> params(String learner) {
        return switch (learner) {
            case "OneVsRest" -> Map.of("classifier", new Text("LinearSVC"), "classifier.maxIter", new Whole(5));
            case "MultilayerPerceptronClassifier" ->
                Map.of(
                        "layers",
                        new Sequence(List.of(new Whole(COLUMNS), new Whole(4), new Whole(2))),
                        "maxIter",
                        new Whole(5));
            case "AFTSurvivalRegression" -> Map.of("censorCol", new Text("extra"), "maxIter", new Whole(5));
            case "IsotonicRegression" -> Map.of("featureIndex", new Whole(1));
            case "FMClassifier", "FMRegressor", "GBTClassifier", "GBTRegressor" -> Map.of("maxIter", new Whole(3));
            default -> Map.of();
        };
    }

    private static void assertEqual(TrialConfig config, TrainingData data) {
        Estimator<?> estimator = EstimatorFactory.create(config);
        Model<?> model = TrainerRegistry.trainerFor(estimator, LaneSetting.AUTO).train(estimator, data.allRows());
        Predictions predictions = ModelPredictor.predict(model, data.allRows());
        Dataset<Row> transformed = model.transform(frame(data));
        List<String> columns = List.of(transformed.columns());
        List<Row> rows = transformed.collectAsList();
        assertThat(predictions.hasRawPrediction()).isEqualTo(columns.contains("rawPrediction"));
        for (int position = 0; position < ROWS; position++) {
            Row row = rows.get(position);
            Number expected = row.getAs("prediction");
            assertThat(predictions.prediction(position)).isEqualTo(expected.doubleValue());
            if (predictions.hasRawPrediction()) {
                Vector raw = row.getAs("rawPrediction");
                for (int index = 0; index < raw.size(); index++) {
                    assertThat(predictions.rawPrediction(position, index)).isEqualTo(raw.apply(index));
                }
            }
            if (predictions.hasProbability()) {
                Vector probability = row.getAs("probability");
                for (int index = 0; index < probability.size(); index++) {
                    assertThat(predictions.probability(position, index)).isEqualTo(probability.apply(index));
                }
            }
        }
    }

    private static TrainingData data(String learner) {
        Random random = new Random(SEED);
        double[] features = random.doubles((long) ROWS * COLUMNS, 0, 4).toArray();
        double[] extra = random.ints(ROWS, 0, 2).asDoubleStream().toArray();
        double[] labels = new double[ROWS];
        for (int row = 0; row < ROWS; row++) {
            double sum = features[row * COLUMNS] - features[row * COLUMNS + 1] + random.nextGaussian();
            labels[row] = LearnerCatalog.kindOf(learner) == LearnerKind.REGRESSOR
                    ? Math.rint(Math.exp(sum / 3) + 1)
                    : sum > 0 ? 1 : 0;
        }
        TrainingData.Builder builder = TrainingData.builder(FeatureMatrix.dense(ROWS, COLUMNS, features))
                .column("extra", extra);
        return LearnerCatalog.kindOf(learner) == LearnerKind.REGRESSOR
                ? builder.quantities(labels).build()
                : builder.classLabels(labels, 2, List.of()).build();
    }

    private static Dataset<Row> frame(TrainingData data) {
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < data.numRows(); row++) {
            rows.add(RowFactory.create(data.labels()[row], data.vector(row), data.column("extra")[row]));
        }
        StructType schema = new StructType()
                .add("label", DataTypes.DoubleType)
                .add("features", new VectorUDT())
                .add("extra", DataTypes.DoubleType);
        return LocalSpark.session().createDataFrame(rows, schema).coalesce(1);
    }
}
