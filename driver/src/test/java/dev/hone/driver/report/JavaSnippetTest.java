package dev.hone.driver.report;

import static dev.hone.driver.Spaces.value;
import static dev.hone.driver.Spaces.values;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.space.StageDefinition;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.train.LearnerCatalog;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Sequence;
import dev.hone.worker.trial.TrialConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.Param;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaSnippetTest {
    @TempDir
    private Path folder;

    @Test
    void aPipelineEndsWithItsStages() {
        Map<String, PipelineStage> stages = new LinkedHashMap<>();
        stages.put(
                "pipeline",
                new VectorAssembler().setInputCols(new String[] {"a", "b"}).setOutputCol("both"));
        stages.put("KMeans", new KMeans().setK(3).setSeed(1).setFeaturesCol("both"));

        assertThat(JavaSnippet.of(stages).orElseThrow()).isEqualTo("""
                import org.apache.spark.ml.Pipeline;
                import org.apache.spark.ml.PipelineStage;
                import org.apache.spark.ml.clustering.KMeans;
                import org.apache.spark.ml.feature.VectorAssembler;

                VectorAssembler pipeline = new VectorAssembler()
                    .setInputCols(new String[] {"a", "b"})
                    .setOutputCol("both");
                KMeans kMeans = new KMeans()
                    .setFeaturesCol("both")
                    .setK(3)
                    .setSeed(1L);
                Pipeline pipeline2 = new Pipeline()
                    .setStages(new PipelineStage[] {pipeline, kMeans});
                """);
    }

    @Test
    void aPipelineThatIsLongerThanAMethodMayBeHasNone() {
        String[] columns =
                IntStream.range(0, 10_000).mapToObj(column -> "c" + column).toArray(String[]::new);

        assertThat(JavaSnippet.of(Map.of("all", new VectorAssembler().setInputCols(columns))))
                .isEmpty();
    }

    @Test
    void paramsComeInTheOrderOfSparkAndTheSeedLast() {
        assertThat(snippet(
                        "RandomForestClassifier",
                        "numTrees",
                        value(30),
                        "featureSubsetStrategy",
                        value("sqrt"),
                        "maxDepth",
                        value(4),
                        "bootstrap",
                        value(false)))
                .isEqualTo("""
                import org.apache.spark.ml.classification.RandomForestClassifier;

                RandomForestClassifier randomForestClassifier = new RandomForestClassifier()
                    .setBootstrap(false)
                    .setFeatureSubsetStrategy("sqrt")
                    .setMaxDepth(4)
                    .setNumTrees(30)
                    .setSeed(9L);
                """);
    }

    @Test
    void aParamNamedSeedIsTheSeed() {
        assertThat(snippet("KMeans", "seed", value(5), "tol", value(1e-5))).isEqualTo("""
                import org.apache.spark.ml.clustering.KMeans;

                KMeans kMeans = new KMeans()
                    .setTol(1.0E-5)
                    .setSeed(5L);
                """);
    }

    @Test
    void theRepeatedClassifierIsMadeBefore() {
        assertThat(snippet("OneVsRest", "classifier", value("LinearSVC"), "classifier.regParam", value(0.1)))
                .isEqualTo("""
                import org.apache.spark.ml.classification.LinearSVC;
                import org.apache.spark.ml.classification.OneVsRest;

                LinearSVC linearSVC = new LinearSVC()
                    .setRegParam(0.1);
                OneVsRest oneVsRest = new OneVsRest()
                    .setClassifier(linearSVC);
                """);
    }

    @Test
    void layersAreAnArray() {
        assertThat(snippet("MultilayerPerceptronClassifier", "layers", new Sequence(values(4, 8, 3))))
                .isEqualTo("""
                import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;

                MultilayerPerceptronClassifier multilayerPerceptronClassifier = new MultilayerPerceptronClassifier()
                    .setLayers(new int[] {4, 8, 3})
                    .setSeed(9L);
                """);
    }

    @Test
    void thresholdsAndBoundsAreArraysVectorsAndMatrices() {
        assertThat(boundedRegression()).isEqualTo("""
                import org.apache.spark.ml.classification.LogisticRegression;
                import org.apache.spark.ml.linalg.Matrices;
                import org.apache.spark.ml.linalg.Vectors;

                LogisticRegression logisticRegression = new LogisticRegression()
                    .setLowerBoundsOnCoefficients(Matrices.dense(2, 3, new double[] {1.0, 4.0, 2.0, 5.0, 3.0, 6.0}))
                    .setThresholds(new double[] {0.25, 0.75})
                    .setUpperBoundsOnIntercepts(Vectors.dense(new double[] {0.5, 1.0}));
                """);
    }

    @Test
    void aParamWithoutASetterIsSetAfterwards() {
        assertThat(snippet("GBTRegressor", "validationTol", value(0.02), "maxIter", value(3)))
                .isEqualTo("""
                import org.apache.spark.ml.regression.GBTRegressor;

                GBTRegressor gbtRegressor = new GBTRegressor()
                    .setMaxIter(3)
                    .setSeed(9L);
                gbtRegressor.set(gbtRegressor.validationTol(), 0.02);
                """);
    }

    @Test
    void abbreviationsAreLowerCaseAtTheStartOfAVariable() {
        assertThat(snippet("LDA", "k", value(2))).contains("\nLDA lda = new LDA()\n");
        assertThat(snippet("AFTSurvivalRegression")).contains(" aftSurvivalRegression = ");
        assertThat(snippet("FMClassifier")).contains(" fmClassifier = ");
    }

    @Test
    void textsAreQuoted() {
        assertThat(snippet("AFTSurvivalRegression", "censorCol", value("a \"b\"\\c\n\rd")))
                .contains(".setCensorCol(\"a \\\"b\\\"\\\\c\\n\\rd\")");
    }

    @Test
    void numbersWithoutALiteralAreConstants() {
        assertThat(snippet(
                        "LogisticRegression",
                        "upperBoundsOnIntercepts",
                        new Sequence(values("-Infinity", 1.5, "Infinity"))))
                .contains("new double[] {Double.NEGATIVE_INFINITY, 1.5, Double.POSITIVE_INFINITY}");
    }

    @Test
    void stagesHaveTheNamesOfVariables() {
        StudyPipeline pipeline = new StudyPipeline(List.of(
                new StageDefinition("my-scaler", "StandardScaler", Map.of()),
                new StageDefinition("myScaler", "StandardScaler", Map.of()),
                new StageDefinition("price $", "StandardScaler", Map.of()),
                new StageDefinition("2nd", "StandardScaler", Map.of()),
                new StageDefinition("new", "StandardScaler", Map.of())));

        assertThat(JavaSnippet.of(config("KMeans", Map.of()), pipeline))
                .contains(
                        "\nStandardScaler myScaler = new",
                        "\nStandardScaler myScaler2 = new",
                        "\nStandardScaler price$ = new",
                        "\nStandardScaler stage2nd = new",
                        "\nStandardScaler stagenew = new");
    }

    /** Every param that has a default, of every learner, and those above: compiled, run and compared. */
    @Test
    void snippetsCompileAndMakeTheEstimatorOfTheTrial() throws ReflectiveOperationException {
        Map<String, TrialConfig> configs = new TreeMap<>();
        for (String learner : LearnerCatalog.names()) {
            configs.put("Every" + learner, config(learner, defaults(learner)));
        }
        configs.put("Bounds", boundedConfig());
        configs.put(
                "Infinite",
                config("LogisticRegression", Map.of("upperBoundsOnIntercepts", new Sequence(values("Infinity")))));
        configs.put("Layers", config("MultilayerPerceptronClassifier", Map.of("layers", new Sequence(values(4, 3)))));
        configs.put(
                "Weights",
                config(
                        "MultilayerPerceptronClassifier",
                        Map.of(
                                "layers",
                                new Sequence(values(1, 2)),
                                "initialWeights",
                                new Sequence(values(0.5, 1, 1.5, 2)))));
        configs.put("Texts", config("AFTSurvivalRegression", Map.of("censorCol", value("a \"b\"\\c\n\rd"))));
        configs.put("Repeated", config("OneVsRest", repeated()));

        Map<String, Estimator<?>> made = CompiledSnippets.run(configs, folder);

        assertThat(made).hasSameSizeAs(configs);
        configs.forEach((name, config) -> assertThat(made)
                .hasEntrySatisfying(
                        name,
                        estimator ->
                                assertThat(settings(estimator)).isEqualTo(settings(EstimatorFactory.create(config)))));
    }

    private static Map<String, ParameterValue> repeated() {
        Map<String, ParameterValue> params = new LinkedHashMap<>(Map.of("classifier", value("GBTClassifier")));
        defaults("GBTClassifier").forEach((name, value) -> params.put("classifier." + name, value));
        return params;
    }

    private static TrialConfig boundedConfig() {
        Map<String, ParameterValue> params = new LinkedHashMap<>();
        params.put(
                "lowerBoundsOnCoefficients",
                new Sequence(List.of(new Sequence(values(1, 2, 3)), new Sequence(values(4, 5, 6)))));
        params.put("upperBoundsOnIntercepts", new Sequence(values(0.5, 1)));
        params.put("thresholds", new Sequence(values(0.25, 0.75)));
        return config("LogisticRegression", params);
    }

    private static String boundedRegression() {
        return JavaSnippet.of(boundedConfig(), StudyPipeline.none());
    }

    private static Map<String, ParameterValue> defaults(String learner) {
        Map<String, ParameterValue> params = new LinkedHashMap<>();
        if (learner.equals("OneVsRest")) {
            params.put("classifier", value("NaiveBayes"));
        }
        Estimator<?> estimator = EstimatorFactory.create(config(learner, params));
        for (String name : EstimatorFactory.paramsOf(learner)) {
            Param<?> param = estimator.getParam(name);
            // Boosted trees only warn when their impurity is set, and keep what they had.
            boolean ignored = learner.startsWith("GBT") && name.equals("impurity");
            if (estimator.hasDefault(param) && !name.equals("seed") && !ignored) {
                params.put(name, parameterValue(estimator.getOrDefault(param)));
            }
        }
        return params;
    }

    private static ParameterValue parameterValue(Object value) {
        if (value instanceof double[] numbers) {
            return new Sequence(values(Arrays.stream(numbers).boxed().toArray()));
        }
        return value instanceof Long number ? value(number.intValue()) : value(value);
    }

    private static String snippet(String learner, Object... namesAndValues) {
        Map<String, ParameterValue> params = new LinkedHashMap<>();
        for (int index = 0; index < namesAndValues.length; index += 2) {
            params.put((String) namesAndValues[index], (ParameterValue) namesAndValues[index + 1]);
        }
        return JavaSnippet.of(config(learner, params), StudyPipeline.none());
    }

    private static TrialConfig config(String learner, Map<String, ParameterValue> params) {
        return new TrialConfig(0, learner, params, 9);
    }

    /** Class and params of an estimator as text. */
    private static List<String> settings(Estimator<?> estimator) {
        List<String> settings = new ArrayList<>(List.of(estimator.getClass().getName()));
        for (Param<?> param : estimator.params()) {
            if (estimator.isSet(param)) {
                settings.add(param.name() + "=" + text(estimator.getOrDefault(param)));
            }
        }
        return settings;
    }

    private static String text(Object value) {
        if (value instanceof Estimator<?> estimator) {
            return settings(estimator).toString();
        }
        if (value instanceof double[] numbers) {
            return Arrays.toString(numbers);
        }
        return value instanceof int[] numbers ? Arrays.toString(numbers) : value.toString();
    }
}
