package dev.hone.tuning;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.UserSession;
import dev.hone.testing.Kinded;
import dev.hone.testing.SampledSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.classification.FMClassifier;
import org.apache.spark.ml.classification.LinearSVC;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.classification.MultilayerPerceptronClassifier;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.classification.OneVsRestModel;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.clustering.BisectingKMeans;
import org.apache.spark.ml.clustering.GaussianMixture;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.util.HasTrainingSummary;
import org.apache.spark.ml.util.Summary;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** The best model and the sub-models have the summaries and parents that those of Spark's {@code CrossValidator} have. */
@ExtendWith(UserSession.class)
class BestModelIT {
    private static Dataset<Row> table;

    @BeforeAll
    static void makeTable() {
        table = TuningTables.raw()
                .withColumn(
                        "grade",
                        functions
                                .when(functions.col("price").lt(38), 0.0)
                                .when(functions.col("price").lt(46), 1.0)
                                .otherwise(2.0))
                .withColumn("visits", functions.round(functions.col("price").divide(10)))
                .withColumn("part", functions.col("fold").mod(2))
                .drop("size")
                .cache();
    }

    /** A learner, the one param map of its search, and what scores it. */
    private record Learner(String name, Estimator<?> estimator, Evaluator evaluator) implements Kinded {
        @Override
        public List<?> kinds() {
            return List.of(evaluator.getClass());
        }

        @Override
        public String toString() {
            return name;
        }

        CrossValidator validator() {
            return new CrossValidator()
                    .setEstimator(pipeline(estimator))
                    .setEstimatorParamMaps(new ParamMap[] {new ParamMap()})
                    .setEvaluator(evaluator)
                    .setNumFolds(2);
        }
    }

    static Stream<Learner> learners() {
        LogisticRegression logistic = new LogisticRegression().setRegParam(0.01).setMaxIter(5);
        LogisticRegression sparse = new LogisticRegression()
                .setRegParam(0.01)
                .setElasticNetParam(0.5)
                .setMaxIter(5)
                .setWeightCol("weight");
        LinearRegression linear = new LinearRegression().setLabelCol("price");
        GeneralizedLinearRegression poisson = new GeneralizedLinearRegression()
                .setLabelCol("visits")
                .setFamily("poisson")
                .setLinkPredictionCol("link");
        return Stream.of(
                classifier("logistic regression of two classes", logistic),
                classifier("weighted logistic regression with an elastic net", sparse),
                grades("logistic regression of three classes", copy(logistic)),
                classifier(
                        "logistic regression in two iterations at most",
                        copy(logistic).setMaxIter(2)),
                classifier("linear support vectors", new LinearSVC().setMaxIter(5)),
                grades("one against the rest", new OneVsRest().setClassifier(logistic)),
                classifier(
                        "factorization machine",
                        new FMClassifier().setMaxIter(3).setSeed(1)),
                grades(
                        "perceptron",
                        new MultilayerPerceptronClassifier()
                                .setLayers(new int[] {2, 3, 3})
                                .setMaxIter(5)
                                .setSeed(1)),
                grades("forest of three classes", forest()),
                classifier("forest of two classes", forest()),
                price("linear regression, normal equations", linear.setSolver("normal")),
                price(
                        "weighted linear regression without an intercept",
                        copy(linear).setFitIntercept(false).setWeightCol("weight")),
                price(
                        "linear regression, iterative",
                        copy(linear).setSolver("l-bfgs").setRegParam(0.1).setElasticNetParam(0.5)),
                price(
                        "linear regression with Huber's loss",
                        copy(linear).setSolver("l-bfgs").setLoss("huber").setMaxIter(10)),
                new Learner("poisson regression", poisson, regression("visits")),
                price("gaussian regression", new GeneralizedLinearRegression().setLabelCol("price")),
                clusterer("k-means", new KMeans().setSeed(3)),
                clusterer("bisecting k-means", new BisectingKMeans().setSeed(3)),
                clusterer("gaussian mixture", new GaussianMixture().setSeed(3).setMaxIter(5)));
    }

    private static Learner classifier(String name, Estimator<?> estimator) {
        return new Learner(name, estimator, new MulticlassClassificationEvaluator().setMetricName("accuracy"));
    }

    private static Learner grades(String name, Estimator<?> estimator) {
        estimator.set(estimator.getParam("labelCol"), "grade");
        return new Learner(
                name,
                estimator,
                new MulticlassClassificationEvaluator().setLabelCol("grade").setMetricName("accuracy"));
    }

    private static Learner price(String name, Estimator<?> estimator) {
        return new Learner(name, estimator, regression("price"));
    }

    private static Evaluator regression(String label) {
        return new RegressionEvaluator().setLabelCol(label);
    }

    private static Learner clusterer(String name, Estimator<?> estimator) {
        return new Learner(name, estimator, new ClusteringEvaluator());
    }

    /** Nothing is drawn, so that the trees are MLlib's. */
    private static RandomForestClassifier forest() {
        return new RandomForestClassifier()
                .setBootstrap(false)
                .setFeatureSubsetStrategy("all")
                .setNumTrees(2);
    }

    private static LogisticRegression copy(LogisticRegression estimator) {
        return estimator.copy(new ParamMap());
    }

    private static LinearRegression copy(LinearRegression estimator) {
        return estimator.copy(new ParamMap());
    }

    private static Pipeline pipeline(Estimator<?> learner) {
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"age", "noise"})
                .setOutputCol("assembled");
        StandardScaler scaler = new StandardScaler().setInputCol("assembled").setOutputCol("features");
        return new Pipeline().setStages(new PipelineStage[] {assembler, scaler, learner});
    }

    @ParameterizedTest
    @SampledSource(value = "learners", atLeast = 4)
    void modelsAreThoseOfCrossValidator(Learner learner) {
        CrossValidator validator = learner.validator().setFoldCol("part").setCollectSubModels(true);
        CrossValidatorModel expected = validator.fit(table);
        HyperparameterTunerModel found =
                HyperparameterTuner.of(validator).setLane("executor").fit(table);

        assertThat(found.lanes()).doesNotContain("cluster");
        assertSameModel(found.bestModel(), expected.bestModel(), SummaryValues::of);
        assertSameModel(found.subModels()[1][0], expected.subModels()[1][0], SummaryValues::quicklyOf);
        CrossValidatorModel converted = found.toCrossValidatorModel();
        assertThat(converted.bestModel()).isSameAs(found.bestModel());
        assertThat(((CrossValidator) converted.parent()).getEstimator()).isSameAs(converted.getEstimator());
    }

    private static void assertSameModel(
            Model<?> actual, Model<?> expected, Function<Summary, Map<String, Object>> valuesOf) {
        assertThat(actual.uid()).isEqualTo(expected.uid());
        assertSameParent(actual, expected);
        if (expected instanceof PipelineModel pipeline) {
            assertStagesAreThoseOfTheParent((PipelineModel) actual);
            for (int stage = 0; stage < pipeline.stages().length; stage++) {
                Transformer fitted = ((PipelineModel) actual).stages()[stage];
                if (pipeline.stages()[stage] instanceof Model<?> model) {
                    assertSameModel((Model<?>) fitted, model, valuesOf);
                }
            }
        }
        if (expected instanceof OneVsRestModel rest) {
            for (int member = 0; member < rest.models().length; member++) {
                assertSameModel(
                        members((OneVsRestModel) actual).get(member),
                        members(rest).get(member),
                        SummaryValues::quicklyOf);
            }
        }
        if (expected instanceof HasTrainingSummary<?> summarized) {
            assertThat(((HasTrainingSummary<?>) actual).hasSummary()).isTrue();
            Map<String, Object> values = valuesOf.apply((Summary) summarized.summary());
            Map<String, Object> own = valuesOf.apply((Summary) ((HasTrainingSummary<?>) actual).summary());
            assertThat(own.keySet()).isEqualTo(values.keySet());
            values.forEach((name, value) -> SummaryValues.assertAlike(requireNonNull(own.get(name)), value, name));
        }
    }

    private static List<Model<?>> members(OneVsRestModel rest) {
        List<Model<?>> members = new ArrayList<>();
        Arrays.asList((Object[]) rest.models()).forEach(member -> members.add((Model<?>) member));
        return members;
    }

    private static void assertSameParent(Model<?> actual, Model<?> expected) {
        assertThat(actual.hasParent()).isEqualTo(expected.hasParent());
        if (expected.hasParent()) {
            assertThat(actual.parent().uid()).isEqualTo(expected.parent().uid());
            assertThat(params(actual)).isEqualTo(params(expected));
        }
    }

    private static String params(Model<?> model) {
        return model.parent().explainParams().replaceAll("@[0-9a-f]+", "");
    }

    private static void assertStagesAreThoseOfTheParent(PipelineModel model) {
        PipelineStage[] stages = ((Pipeline) model.parent()).getStages();
        for (int stage = 0; stage < stages.length; stage++) {
            if (model.stages()[stage] instanceof Model<?> fitted) {
                assertThat(fitted.parent()).isSameAs(stages[stage]);
            }
        }
    }

    @Test
    void theParentHasTheParamsOfTheBestTrial() {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(3);
        ParamMap[] maps = {new ParamMap().put(logistic.regParam(), 1e3), new ParamMap().put(logistic.regParam(), 0.25)};
        HyperparameterTunerModel found = new HyperparameterTuner()
                .setEstimator(pipeline(logistic))
                .setEstimatorParamMaps(maps)
                .setEvaluator(new MulticlassClassificationEvaluator())
                .fit(table);

        LogisticRegressionModel best = (LogisticRegressionModel) ((PipelineModel) found.bestModel()).stages()[2];
        assertThat(((LogisticRegression) best.parent()).getRegParam()).isEqualTo(0.25);
        assertThat(logistic.isSet(logistic.regParam())).isFalse();
        assertThat(best.binarySummary().areaUnderROC()).isGreaterThan(0.5);
    }

    @Test
    void theSummaryOutlivesTheCacheAndTheCopyOfTheModel() {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(3);
        HyperparameterTunerModel found = new HyperparameterTuner()
                .setEstimator(pipeline(logistic))
                .setEstimatorParamMaps(new ParamMap[] {new ParamMap()})
                .setEvaluator(new MulticlassClassificationEvaluator())
                .setScheme("stratified-k-fold")
                .setSplitCol("label")
                .setCollectSubModels(true)
                .fit(table);
        int cached = UserSession.session().sparkContext().getPersistentRDDs().size();

        for (Model<?> model : List.of(found.copy(new ParamMap()).bestModel(), found.subModels()[0][0])) {
            LogisticRegressionModel fitted = (LogisticRegressionModel) ((PipelineModel) model).stages()[2];
            assertThat(fitted.summary().predictions().count()).isPositive();
            assertThat(fitted.summary().accuracy()).isGreaterThan(0.5);
        }
        assertThat(UserSession.session().sparkContext().getPersistentRDDs().size())
                .isEqualTo(cached);
    }

    @Test
    void aLoadedModelHasNoSummary(@TempDir Path folder) throws Exception {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(3);
        HyperparameterTunerModel found = new HyperparameterTuner()
                .setEstimator(pipeline(logistic))
                .setEstimatorParamMaps(new ParamMap[] {new ParamMap()})
                .setEvaluator(new MulticlassClassificationEvaluator())
                .fit(table);
        String path = folder.resolve("found").toString();
        found.write().save(path);

        LogisticRegressionModel loaded = (LogisticRegressionModel)
                ((PipelineModel) HyperparameterTunerModel.load(path).bestModel()).stages()[2];
        assertThat(loaded.hasSummary()).isFalse();
        assertThatThrownBy(loaded::summary).hasMessageContaining("No training summary available");
    }
}
