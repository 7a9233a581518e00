package dev.hone.worker.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.hone.worker.LocalSpark;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.fold.KFold;
import dev.hone.worker.metric.MetricOptions;
import dev.hone.worker.metric.MetricSuite;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Text;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Numbers whose squares overflow never make a model that wins: its trial fails, by whatever it is trained. */
class FiniteModelsTest {
    private static final int ROWS = 24;
    private static final String OVERFLOW = "init value should <= bound";
    private static final Map<String, ParameterValue> NONE = Map.of();
    private static final Map<String, ParameterValue> ELASTIC_NET =
            Map.of("regParam", new Real(0.1), "elasticNetParam", new Real(0.5));

    @BeforeAll
    static void startSpark() {
        LocalSpark.session();
    }

    /** Each by its fastest trainer, and by MLlib's own {@code fit}. */
    static Stream<Arguments> classifiers() {
        return inBothLanes(
                of("LogisticRegression", NONE, OVERFLOW),
                of("LogisticRegression", Map.of("family", new Text("multinomial")), OVERFLOW),
                of("LogisticRegression", ELASTIC_NET, notFinite("LogisticRegressionModel", "coefficients", "NaN")),
                of("LinearSVC", NONE, notFinite("LinearSVCModel", "coefficients", "NaN")),
                of(
                        "NaiveBayes",
                        Map.of("modelType", new Text("gaussian")),
                        notFinite("NaiveBayesModel", "variances", "NaN")),
                of("OneVsRest", Map.of("classifier", new Text("LogisticRegression")), OVERFLOW),
                of(
                        "FMClassifier",
                        Map.of("maxIter", new Whole(2)),
                        notFinite("FMClassificationModel", "coefficients", "NaN")));
    }

    static Stream<Arguments> regressors() {
        return inBothLanes(
                of("LinearRegression", NONE, notFinite("LinearRegressionModel", "coefficients", "NaN")),
                of("LinearRegression", Map.of("solver", new Text("l-bfgs")), OVERFLOW),
                of("LinearRegression", ELASTIC_NET, notFinite("LinearRegressionModel", "coefficients", "NaN")),
                of(
                        "GeneralizedLinearRegression",
                        NONE,
                        notFinite("GeneralizedLinearRegressionModel", "coefficients", "NaN")),
                of(
                        "FMRegressor",
                        Map.of("maxIter", new Whole(2)),
                        notFinite("FMRegressionModel", "coefficients", "NaN")));
    }

    static Stream<Arguments> trees() {
        return inBothLanes(
                of("DecisionTreeRegressor", NONE, "DecisionTreeRegressionModel: impurities must be finite numbers"),
                of("RandomForestRegressor", NONE, "RandomForestRegressionModel: impurities must be finite numbers"),
                of("GBTRegressor", Map.of("maxIter", new Whole(2)), "GBTRegressionModel: impurities must be finite"));
    }

    @ParameterizedTest
    @MethodSource("classifiers")
    void featuresWhoseSquaresOverflowFailAClassifier(
            String learner, Map<String, ParameterValue> params, String message, Lane lane) {
        assertFails(classes(1e300), "accuracy", lane, learner, params, message);
    }

    @ParameterizedTest
    @MethodSource("regressors")
    void featuresWhoseSquaresOverflowFailARegressor(
            String learner, Map<String, ParameterValue> params, String message, Lane lane) {
        assertFails(quantities(1e300, 1), "rmse", lane, learner, params, message);
    }

    @ParameterizedTest
    @MethodSource("trees")
    void labelsWhoseSquaresOverflowFailATree(
            String learner, Map<String, ParameterValue> params, String message, Lane lane) {
        assertFails(quantities(1, 1e300), "mae", lane, learner, params, message);
    }

    @Test
    void theFastLaneSolvesForHugeLabelsWhereSparkDoes() {
        TrialConfig config = config("LinearRegression", Map.of("solver", new Text("l-bfgs")));
        TrainingData data = quantities(1, 1e300);
        Model<?> fast = train(config, data, Lane.FAST);

        assertThatNoException().isThrownBy(() -> FiniteModels.require(fast));
        assertThat(ModelPredictor.predict(fast, data.allRows()).prediction(3))
                .isEqualTo(ModelPredictor.predict(train(config, data, Lane.INLINE), data.allRows())
                        .prediction(3));
    }

    @Test
    void theRefitOnAllRowsIsCheckedToo() {
        CrossValidation evaluation = evaluation(classes(1e300), "accuracy", Lane.FAST);

        assertThatExceptionOfType(ModelNotFiniteException.class)
                .isThrownBy(() -> new Refit(evaluation, Learner.named(config("LinearSVC", NONE))).model())
                .withMessage(notFinite("LinearSVCModel", "coefficients", "NaN"));
    }

    @Test
    void aModelWithinAPipelineIsChecked() {
        Model<?> machine = train(config("LinearSVC", NONE), classes(1e300), Lane.FAST);

        assertThatExceptionOfType(ModelNotFiniteException.class)
                .isThrownBy(() -> FiniteModels.require(new PipelineModel("pipeline", new Transformer[] {machine})))
                .withMessageStartingWith("LinearSVCModel: coefficients");
    }

    @Test
    void theInfiniteInterceptOfRowsOfOneClassIsMeant() {
        TrainingData constant = TrainingData.builder(FeatureMatrix.dense(3, 1, new double[] {1, 2, 3}))
                .classLabels(new double[] {1, 1, 1}, 2, List.of())
                .build();

        assertThatNoException()
                .isThrownBy(() -> FiniteModels.require(train(config("LogisticRegression", NONE), constant, Lane.FAST)));
    }

    @Test
    void theLogarithmOfZeroInANaiveBayesModelIsMeant() {
        TrainingData flags = TrainingData.builder(FeatureMatrix.dense(4, 2, new double[] {1, 0, 1, 0, 0, 1, 0, 1}))
                .classLabels(new double[] {0, 0, 1, 1}, 2, List.of())
                .build();

        assertThatNoException()
                .isThrownBy(() -> FiniteModels.require(
                        train(config("NaiveBayes", Map.of("smoothing", new Real(0))), flags, Lane.FAST)));
    }

    @Test
    void aTreeThatSeveralModelsShareFailsEachOfThem() {
        Model<?> tree = train(config("DecisionTreeRegressor", NONE), quantities(1, 1e300), Lane.FAST);
        FiniteModels models = new FiniteModels();

        assertThatExceptionOfType(ModelNotFiniteException.class).isThrownBy(() -> models.check(tree));
        assertThatExceptionOfType(ModelNotFiniteException.class).isThrownBy(() -> models.check(tree));
    }

    private static void assertFails(
            TrainingData data,
            String metric,
            Lane lane,
            String learner,
            Map<String, ParameterValue> params,
            String message) {
        assertThat(evaluation(data, metric, lane).evaluate(config(learner, params)))
                .isInstanceOfSatisfying(Failed.class, failed -> {
                    assertThat(failed.message()).startsWith(message);
                    assertThat(failed.category())
                            .isEqualTo(
                                    message.equals(OVERFLOW)
                                            ? FailureCategory.TRAINING_FAILED
                                            : FailureCategory.MODEL_NOT_FINITE);
                });
    }

    private static CrossValidation evaluation(TrainingData data, String metric, Lane lane) {
        return new CrossValidation(
                data,
                KFold.inOrder(2).split(data),
                new Scoring.OfPredictions(MetricSuite.of(List.of(metric), MetricOptions.defaults())),
                lane == Lane.INLINE ? LaneSetting.INLINE : LaneSetting.AUTO);
    }

    private static Model<?> train(TrialConfig config, TrainingData data, Lane lane) {
        return TrainerRegistry.trainerFor(EstimatorFactory.create(config), LaneSetting.only(lane))
                .train(EstimatorFactory.create(config), data.allRows());
    }

    private static TrialConfig config(String learner, Map<String, ParameterValue> params) {
        return new TrialConfig(0, learner, params, 3);
    }

    private static TrainingData classes(double scale) {
        return TrainingData.builder(features(scale))
                .classLabels(
                        IntStream.range(0, ROWS).mapToDouble(row -> row % 2).toArray(), 2, List.of())
                .build();
    }

    private static TrainingData quantities(double featureScale, double labelScale) {
        double[] labels =
                new Random(4).doubles(ROWS).map(value -> value * labelScale).toArray();
        return TrainingData.builder(features(featureScale)).quantities(labels).build();
    }

    private static FeatureMatrix features(double scale) {
        double[] values = new Random(5).doubles(ROWS).toArray();
        Arrays.setAll(values, row -> (values[row] + 0.1) * scale);
        return FeatureMatrix.dense(ROWS, 1, values);
    }

    private static String notFinite(String model, String part, String value) {
        return model + ": " + part + " must be finite numbers (value: " + value + "); scale features, label or weights";
    }

    private static Arguments of(String learner, Map<String, ParameterValue> params, String message) {
        return Arguments.of(learner, params, message);
    }

    private static Stream<Arguments> inBothLanes(Arguments... learners) {
        return Arrays.stream(learners)
                .flatMap(learner -> Arrays.stream(Lane.values())
                        .map(lane -> Arguments.of(learner.get()[0], learner.get()[1], learner.get()[2], lane)));
    }
}
