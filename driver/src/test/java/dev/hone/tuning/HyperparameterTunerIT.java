package dev.hone.tuning;

import static dev.hone.tuning.TunerPipelines.FOLDS;
import static dev.hone.tuning.TunerPipelines.accuracy;
import static dev.hone.tuning.TunerPipelines.assembler;
import static dev.hone.tuning.TunerPipelines.imputer;
import static dev.hone.tuning.TunerPipelines.linearParams;
import static dev.hone.tuning.TunerPipelines.ofTwoColumns;
import static dev.hone.tuning.TunerPipelines.pipeline;
import static dev.hone.tuning.TunerPipelines.price;
import static dev.hone.tuning.TunerPipelines.regParams;
import static dev.hone.tuning.TunerPipelines.scaler;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.UserSession;
import dev.hone.testing.Kinded;
import dev.hone.testing.SampledSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.UnivariateFeatureSelector;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.regression.DecisionTreeRegressor;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;
import org.apache.spark.ml.regression.LinearRegression;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.CrossValidatorModel;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.tuning.TrainValidationSplit;
import org.apache.spark.ml.tuning.TrainValidationSplitModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against Spark's {@code CrossValidator} and {@code TrainValidationSplit} on the same rows. */
@ExtendWith(UserSession.class)
class HyperparameterTunerIT {
    private static final double TOLERANCE = 1e-10;

    private static Dataset<Row> table;

    @BeforeAll
    static void makeTable() {
        table = TunerPipelines.table();
    }

    /** A search. */
    private record Search(String name, Estimator<?> estimator, ParamMap[] params, Evaluator evaluator)
            implements Kinded {
        @Override
        public List<?> kinds() {
            return List.of(evaluator.getClass(), ((Pipeline) estimator).getStages().length);
        }

        @Override
        public String toString() {
            return name;
        }

        CrossValidator validator() {
            return new CrossValidator()
                    .setEstimator(estimator)
                    .setEstimatorParamMaps(params)
                    .setEvaluator(evaluator);
        }
    }

    static Stream<Search> searches() {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(4);
        LogisticRegression weighted = new LogisticRegression().setMaxIter(4).setWeightCol("weight");
        DecisionTreeClassifier tree = new DecisionTreeClassifier();
        LinearRegression linear =
                new LinearRegression().setLabelCol("price").setSolver("l-bfgs").setMaxIter(4);
        GeneralizedLinearRegression glm = new GeneralizedLinearRegression().setLabelCol("price");
        DecisionTreeRegressor trees = new DecisionTreeRegressor().setLabelCol("price");
        KMeans clusters = new KMeans().setSeed(3);
        OneVsRest rest = new OneVsRest().setClassifier(new LogisticRegression().setMaxIter(5));
        StandardScaler scaler = scaler();
        Pipeline nested = pipeline(new Pipeline().setStages(new PipelineStage[] {scaler, logistic}));
        return Stream.of(
                new Search("logistic regression", pipeline(logistic), regParams(logistic), accuracy("f1")),
                new Search(
                        "iterations",
                        ofTwoColumns(logistic),
                        iterations(logistic),
                        new BinaryClassificationEvaluator()),
                new Search(
                        "weights",
                        pipeline(weighted),
                        regParams(weighted),
                        accuracy("logLoss").setWeightCol("weight")),
                new Search("depths", ofTwoColumns(tree), depths(tree), accuracy("accuracy")),
                new Search("scaler", nested, scalers(scaler, logistic), accuracy("accuracy")),
                new Search("rmse", ofTwoColumns(linear), linearParams(linear), price("rmse")),
                new Search("r2 of a generalized model", ofTwoColumns(glm), glmParams(glm), price("r2")),
                new Search("price by trees", ofTwoColumns(trees), depths(trees), price("mae")),
                new Search("clusters", ofTwoColumns(clusters), counts(clusters), new ClusteringEvaluator()),
                new Search("one against the rest", ofTwoColumns(rest), classifiers(rest), accuracy("accuracy")));
    }

    @ParameterizedTest
    @SampledSource("searches")
    void scoresEqualThoseOfCrossValidatorInBothLanes(Search search) {
        CrossValidator validator = search.validator().setNumFolds(FOLDS).setFoldCol("fold");
        CrossValidatorModel expected = validator.fit(table);

        HyperparameterTunerModel inTasks =
                HyperparameterTuner.of(validator).setLane("executor").fit(table);
        HyperparameterTunerModel inCluster =
                HyperparameterTuner.of(validator).setLane("cluster").fit(table);

        assertThat(inTasks.avgMetrics()).containsExactly(expected.avgMetrics(), within(TOLERANCE));
        assertThat(inCluster.avgMetrics()).containsExactly(expected.avgMetrics(), within(TOLERANCE));
        assertThat(inTasks.lanes()).doesNotContain("cluster");
        assertThat(inCluster.lanes()).containsOnly("cluster");
        assertThat(search.evaluator().evaluate(inTasks.transform(table)))
                .isCloseTo(search.evaluator().evaluate(expected.transform(table)), within(TOLERANCE));
    }

    @Test
    void clusterersTakeArraysInTasksAsCrossValidatorDoes() {
        Dataset<Row> arrays =
                table.withColumn("numbers", functions.expr("array(coalesce(age, 0D), coalesce(noise / 1000, 0D))"));
        KMeans clusters = new KMeans().setSeed(3).setFeaturesCol("numbers");
        CrossValidator validator = new CrossValidator()
                .setEstimator(clusters)
                .setEstimatorParamMaps(counts(clusters))
                .setEvaluator(new ClusteringEvaluator().setFeaturesCol("numbers"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        HyperparameterTunerModel inTasks =
                HyperparameterTuner.of(validator).setLane("executor").fit(arrays);

        assertThat(inTasks.avgMetrics()).containsExactly(validator.fit(arrays).avgMetrics(), within(TOLERANCE));
        assertThat(inTasks.transform(arrays).columns()).contains("prediction");
    }

    @Test
    void randomFoldsAreThoseOfCrossValidator() {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5);
        CrossValidator validator = new CrossValidator()
                .setEstimator(ofTwoColumns(logistic))
                .setEstimatorParamMaps(regParams(logistic))
                .setEvaluator(accuracy("accuracy"))
                .setNumFolds(FOLDS);
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(logistic))
                .setEstimatorParamMaps(regParams(logistic))
                .setEvaluator(accuracy("accuracy"))
                .setNumFolds(FOLDS);

        assertThat(tuner.fit(table).avgMetrics())
                .containsExactly(validator.fit(table).avgMetrics(), within(TOLERANCE));
        assertThat(tuner.setSeed(5).fit(table).avgMetrics())
                .containsExactly(validator.setSeed(5).fit(table).avgMetrics(), within(TOLERANCE));
    }

    @Test
    void aTrainRatioSplitsAsTrainValidationSplitDoes() {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5);
        TrainValidationSplit split = new TrainValidationSplit()
                .setEstimator(ofTwoColumns(logistic))
                .setEstimatorParamMaps(regParams(logistic))
                .setEvaluator(accuracy("logLoss"))
                .setTrainRatio(0.6)
                .setSeed(11);
        TrainValidationSplitModel expected = split.fit(table);

        HyperparameterTunerModel found = HyperparameterTuner.of(split).fit(table);

        assertThat(found.avgMetrics()).containsExactly(expected.validationMetrics(), within(TOLERANCE));
        assertThat(found.foldMetrics()).hasDimensions(1, 2);
        assertThat(found.stdMetrics()).containsOnly(0);
    }

    @Test
    void stagesThatLookAtTheLabelSeeTrainingRowsOnly() {
        UnivariateFeatureSelector selector = new UnivariateFeatureSelector()
                .setFeatureType("continuous")
                .setLabelType("categorical")
                .setFeaturesCol("assembled")
                .setSelectionMode("numTopFeatures")
                .setOutputCol("features");
        LogisticRegression logistic = new LogisticRegression().setMaxIter(4);
        Pipeline leaky = new Pipeline().setStages(new PipelineStage[] {imputer(), assembler(), selector, logistic});
        ParamMap[] params = new ParamGridBuilder()
                .addGrid(selector.selectionThreshold(), new double[] {1, 2})
                .build();
        CrossValidator validator = new CrossValidator()
                .setEstimator(leaky)
                .setEstimatorParamMaps(params)
                .setEvaluator(accuracy("logLoss"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        assertThat(HyperparameterTuner.of(validator)
                        .setLane("executor")
                        .fit(table)
                        .avgMetrics())
                .containsExactly(validator.fit(table).avgMetrics(), within(TOLERANCE));
    }

    @Test
    void learnersThatLookAtOtherColumnsAreTrainedOnThese() {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5).setWeightCol("weight");
        DecisionTreeClassifier tree = new DecisionTreeClassifier().setMaxDepth(3);
        Pipeline learner = new Pipeline();
        ParamMap[] params = new ParamGridBuilder()
                .addGrid(learner.stages(), CollectionOf.stages(new PipelineStage[] {logistic}, new PipelineStage[] {tree
                }))
                .addGrid(logistic.featuresCol(), CollectionOf.values("features", "few"))
                .addGrid(tree.featuresCol(), CollectionOf.values("few", "features"))
                .build();
        VectorAssembler few = new VectorAssembler()
                .setInputCols(new String[] {"noise", "weight"})
                .setOutputCol("few");
        Dataset<Row> prepared = assembler("features")
                .transform(few.transform(table.na()
                        .fill(1)
                        .withColumn("filled", functions.col("size"))
                        .withColumn("encoded", functions.col("age"))));
        CrossValidator validator = new CrossValidator()
                .setEstimator(learner)
                .setEstimatorParamMaps(params)
                .setEvaluator(accuracy("accuracy"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        HyperparameterTunerModel found = HyperparameterTuner.of(validator).fit(prepared);

        assertThat(found.lanes()).containsOnly("fast");
        assertThat(Arrays.stream(found.avgMetrics()).distinct()).hasSizeGreaterThan(2);
        assertThat(found.avgMetrics()).containsExactly(validator.fit(prepared).avgMetrics(), within(TOLERANCE));
    }

    /** In the first fold all rows to train on are of class 0, or those of class 1 have no weight. */
    @ParameterizedTest
    @ValueSource(strings = {"label", "weight"})
    void classesAreCountedAsCrossValidatorCountsThem(String column) {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5).setWeightCol("weight");
        Dataset<Row> lonely = table.withColumn(
                column,
                functions.when(functions.expr("label = 1 and fold > 0"), 0.0).otherwise(functions.col(column)));
        ParamMap[] params = new ParamGridBuilder()
                .addGrid(logistic.regParam(), new double[] {0.01, 0.1})
                .build();
        CrossValidator validator = new CrossValidator()
                .setEstimator(ofTwoColumns(logistic))
                .setEstimatorParamMaps(params)
                .setEvaluator(accuracy("accuracy"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        HyperparameterTunerModel found = HyperparameterTuner.of(validator).fit(lonely);

        assertThat(found.lanes()).as("MLlib trains on rows of one class").containsOnly("inline");
        assertThat(found.avgMetrics()).containsExactly(validator.fit(lonely).avgMetrics(), within(TOLERANCE));
    }

    private static ParamMap[] iterations(LogisticRegression learner) {
        return new ParamGridBuilder()
                .addGrid(learner.maxIter(), new int[] {1, 4})
                .build();
    }

    private static ParamMap[] depths(DecisionTreeClassifier learner) {
        return new ParamGridBuilder()
                .addGrid(learner.maxDepth(), new int[] {1, 3})
                .addGrid(learner.impurity(), CollectionOf.values("gini", "entropy"))
                .build();
    }

    private static ParamMap[] depths(DecisionTreeRegressor learner) {
        return new ParamGridBuilder()
                .addGrid(learner.maxDepth(), new int[] {1, 3})
                .build();
    }

    private static ParamMap[] scalers(StandardScaler scaler, LogisticRegression learner) {
        return new ParamGridBuilder()
                .addGrid(scaler.withMean())
                .addGrid(learner.regParam(), new double[] {0.001, 0.1})
                .build();
    }

    private static ParamMap[] glmParams(GeneralizedLinearRegression learner) {
        return new ParamGridBuilder()
                .addGrid(learner.regParam(), new double[] {0.01, 1})
                .build();
    }

    private static ParamMap[] counts(KMeans learner) {
        return new ParamGridBuilder().addGrid(learner.k(), new int[] {2, 3}).build();
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // The type of this param cannot be written in Java.
    private static ParamMap[] classifiers(OneVsRest learner) {
        Param<Object> classifier = (Param) learner.classifier();
        return new ParamGridBuilder()
                .addGrid(
                        classifier,
                        CollectionOf.<Object>values(
                                new LogisticRegression().setMaxIter(2), new DecisionTreeClassifier().setMaxDepth(2)))
                .build();
    }
}
