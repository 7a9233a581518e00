package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.UserSession;
import dev.hone.testing.Kinded;
import dev.hone.testing.SampledSource;
import dev.hone.worker.data.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.NaiveBayes;
import org.apache.spark.ml.classification.OneVsRest;
import org.apache.spark.ml.clustering.BisectingKMeans;
import org.apache.spark.ml.clustering.KMeans;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.evaluation.ClusteringEvaluator;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
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
    private static final double METRIC_TOLERANCE = 1e-12;
    private static final int FOLDS = 2;
    private static final String[] NUMBERS = {"size", "age", "noise"};

    private static Dataset<Row> table;

    @BeforeAll
    static void makeTable() {
        table = TuningTables.raw()
                .withColumn("fold", functions.col("fold").mod(FOLDS))
                .cache();
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
    void anEvaluatorOfOnesOwnIsAskedInTheClusterLane() {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5);
        CrossValidator validator = new CrossValidator()
                .setEstimator(ofTwoColumns(logistic))
                .setEstimatorParamMaps(regParams(logistic))
                .setEvaluator(new MeanPrediction())
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        HyperparameterTunerModel found = HyperparameterTuner.of(validator).fit(table);

        assertThat(found.avgMetrics()).containsExactly(validator.fit(table).avgMetrics(), within(TOLERANCE));
        assertThat(found.lanes()).containsOnly("cluster");
        assertThat(found.laneReasons()).containsOnly("evaluator MeanPrediction cannot be computed inside a task");
        assertThatThrownBy(() ->
                        HyperparameterTuner.of(validator).setLane("executor").fit(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("Lane executor: evaluator MeanPrediction cannot be computed inside a task; use lane auto or"
                        + " cluster");
    }

    @ParameterizedTest
    @ValueSource(strings = {"executor", "cluster"})
    void furtherMetricsAreThoseOfSparksEvaluatorsOnTheSameFolds(String lane) {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5);
        BinaryClassificationEvaluator ranking = new BinaryClassificationEvaluator().setWeightCol("weight");
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(logistic))
                .setEstimatorParamMaps(regParams(logistic))
                .setEvaluator(ranking)
                .setNumFolds(FOLDS)
                .setFoldCol("fold")
                .setLane(lane)
                .setCollectSubModels(true);
        double[] alone = tuner.fit(table).avgMetrics();

        HyperparameterTunerModel found = tuner.setMetrics("f1", "logLoss").fit(table);

        assertThat(found.avgMetrics()).containsExactly(alone, within(METRIC_TOLERANCE));
        assertThat(found.metrics()).containsExactly("areaUnderROC", "f1", "logLoss");
        for (int fold = 0; fold < FOLDS; fold++) {
            Dataset<Row> validation = table.filter(table.col("fold").equalTo(fold));
            for (int trial = 0; trial < alone.length; trial++) {
                Dataset<Row> predictions = found.subModels()[fold][trial].transform(validation);
                for (String metric : List.of("f1", "logLoss")) {
                    assertThat(found.foldMetrics(metric)[fold][trial])
                            .isCloseTo(
                                    accuracy(metric).setWeightCol("weight").evaluate(predictions),
                                    within(METRIC_TOLERANCE));
                }
                assertThat(found.foldMetrics("areaUnderROC")[fold][trial])
                        .isCloseTo(ranking.evaluate(predictions), within(METRIC_TOLERANCE));
            }
        }
        Row best = found.leaderboard().first();
        int trial = best.getAs("trial");
        assertThat(best.<Double>getAs("mean_f1")).isEqualTo(found.avgMetrics("f1")[trial]);
        assertThat(best.<Double>getAs("std_logLoss")).isEqualTo(found.stdMetrics("logLoss")[trial]);
        assertThat(best.getList(best.fieldIndex("folds_f1"))).hasSize(FOLDS);
        assertThat(best.<String>getAs("laneReason")).isEqualTo(lane.equals("cluster") ? "param lane asks for it" : "");
    }

    @Test
    void aTableThatIsTooLargeForTasksGivesTheSameLeaderboardInTheCluster() {
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5);
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(logistic))
                .setEstimatorParamMaps(regParams(logistic))
                .setEvaluator(accuracy("logLoss"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        HyperparameterTunerModel small = tuner.fit(table);
        HyperparameterTunerModel large = tuner.setMaxTableBytes(100).fit(table);

        assertThat(large.lanes()).containsOnly("cluster");
        assertThat(large.laneReasons()).containsOnly("table of about 3.8 KiB is larger than maxTableBytes, 100 bytes");
        assertThat(small.lanes()).containsOnly("fast");
        assertThat(small.laneReasons()).containsOnly("");
        assertThat(trials(large)).isEqualTo(trials(small));
        assertThat(large.avgMetrics()).containsExactly(small.avgMetrics(), within(TOLERANCE));
    }

    @Test
    void aTrialThatFailsStopsNoOther() {
        NaiveBayes bayes = new NaiveBayes();
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5);
        Pipeline pipeline = new Pipeline();
        ParamMap[] params = new ParamGridBuilder()
                .addGrid(pipeline.stages(), CollectionOf.stages(stages(bayes), stages(logistic)))
                .build();
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(pipeline)
                .setEstimatorParamMaps(params)
                .setEvaluator(accuracy("accuracy"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        HyperparameterTunerModel found = tuner.fit(table);

        assertThat(found.avgMetrics()[0]).isNaN();
        assertThat(found.avgMetrics()[1]).isGreaterThan(0.7);
        assertThat(found.leaderboard().orderBy("rank").collectAsList().get(1).<String>getAs("message"))
                .contains("MUST NOT be Negative");
        assertThatThrownBy(() ->
                        tuner.setEstimatorParamMaps(Arrays.copyOf(params, 1)).fit(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("Every trial failed; the first one: ")
                .hasMessageContaining("MUST NOT be Negative");
    }

    @Test
    void aStageThatCannotReadItsRowsFailsItsTrialAlone() {
        VectorAssembler assembler =
                new VectorAssembler().setInputCols(new String[] {"size", "age"}).setOutputCol("assembled");
        StandardScaler scaler = new StandardScaler().setInputCol("assembled").setOutputCol("features");
        LogisticRegression logistic = new LogisticRegression().setMaxIter(5);
        LogisticRegression unscaled = new LogisticRegression().setMaxIter(5).setFeaturesCol("assembled");
        Pipeline pipeline = new Pipeline();
        ParamMap[] params = new ParamGridBuilder()
                .addGrid(
                        pipeline.stages(),
                        CollectionOf.stages(
                                new PipelineStage[] {assembler, scaler, logistic},
                                new PipelineStage[] {assembler, unscaled}))
                .addGrid(assembler.handleInvalid(), CollectionOf.values("error", "skip"))
                .build();

        HyperparameterTunerModel found = new HyperparameterTuner()
                .setEstimator(pipeline)
                .setEstimatorParamMaps(params)
                .setEvaluator(accuracy("accuracy"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold")
                .fit(table);

        assertThat(found.leaderboard().collectAsList())
                .hasSize(4)
                .filteredOn(trial -> Double.isNaN(trial.<Double>getAs("avgMetric")))
                .hasSize(2)
                .allSatisfy(trial -> assertThat(trial.<String>getAs("message")).contains("null"));
    }

    @Test
    void whatSparkAssertsFailsItsTrialAlone() {
        BisectingKMeans clusters = new BisectingKMeans().setK(2);
        HyperparameterTunerModel found = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(clusters))
                .setEstimatorParamMaps(new ParamGridBuilder()
                        .addGrid(clusters.minDivisibleClusterSize(), new double[] {1, 1000})
                        .build())
                .setEvaluator(new ClusteringEvaluator())
                .setNumFolds(FOLDS)
                .setFoldCol("fold")
                .setLane("cluster")
                .fit(table);

        assertThat(found.avgMetrics()[0]).isFinite();
        assertThat(found.avgMetrics()[1]).isNaN();
    }

    @Test
    void weightsThatAreNotThereAreNoScores() {
        LinearRegression linear = new LinearRegression().setLabelCol("price");
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(linear))
                .setEstimatorParamMaps(linearParams(linear))
                .setEvaluator(price("rmse").setWeightCol("wieght"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        assertThatThrownBy(() -> tuner.fit(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("Every trial failed; the first one: ")
                .hasMessageContaining("wieght");
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

    @Test
    void aScoreThatIsNoNumberHasAMessage() {
        LinearRegression linear = new LinearRegression().setLabelCol("price");
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(linear))
                .setEstimatorParamMaps(linearParams(linear))
                .setEvaluator(price("r2"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");

        assertThatThrownBy(() -> tuner.fit(table.withColumn("price", functions.lit(1.0))))
                .hasMessage("Every trial failed; the first one: r2 is not defined on fold 0: all test rows have"
                        + " the label 1");
    }

    @Test
    void theLeaderboardHasTheBestTrialFirst() {
        LinearRegression linear = new LinearRegression().setLabelCol("price");
        HyperparameterTunerModel found = new HyperparameterTuner()
                .setEstimator(ofTwoColumns(linear))
                .setEstimatorParamMaps(linearParams(linear))
                .setEvaluator(price("rmse"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold")
                .fit(table);

        List<Row> leaderboard = found.leaderboard().collectAsList();

        assertThat(leaderboard).hasSize(4);
        assertThat(leaderboard).extracting(row -> row.<Integer>getAs("rank")).containsExactly(1, 2, 3, 4);
        assertThat(leaderboard)
                .extracting(row -> row.<Double>getAs("avgMetric"))
                .isSorted();
        assertThat(leaderboard.get(0).<Double>getAs("param_LinearRegression.regParam"))
                .isNotNull();
        assertThat(found.foldMetrics()).hasDimensions(FOLDS, 4);
    }

    private static List<Integer> trials(HyperparameterTunerModel model) {
        return model.leaderboard().collectAsList().stream()
                .map(row -> row.<Integer>getAs("trial"))
                .toList();
    }

    static PipelineStage[] stages(Estimator<?> learner) {
        return new PipelineStage[] {imputer(), indexer(), encoder(), assembler("features"), learner};
    }

    static Pipeline pipeline(Estimator<?> learner) {
        boolean scaled = learner instanceof Pipeline;
        return new Pipeline().setStages(new PipelineStage[] {
            imputer(), indexer(), encoder(), assembler(scaled ? "assembled" : "features"), learner
        });
    }

    /** Without stages that are fitted, which would take most of the time of CrossValidator. */
    private static Pipeline ofTwoColumns(Estimator<?> learner) {
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"age", "noise"})
                .setOutputCol("features");
        return new Pipeline().setStages(new PipelineStage[] {assembler, learner});
    }

    private static Imputer imputer() {
        return new Imputer().setInputCols(new String[] {"size"}).setOutputCols(new String[] {"filled"});
    }

    private static StringIndexer indexer() {
        return new StringIndexer().setInputCol("colour").setOutputCol("index").setHandleInvalid("keep");
    }

    private static OneHotEncoder encoder() {
        return new OneHotEncoder().setInputCol("index").setOutputCol("encoded");
    }

    private static VectorAssembler assembler() {
        return new VectorAssembler()
                .setInputCols(new String[] {"filled", "age", "noise"})
                .setOutputCol("assembled");
    }

    private static VectorAssembler assembler(String output) {
        return new VectorAssembler()
                .setInputCols(new String[] {"filled", "age", "noise", "encoded"})
                .setOutputCol(output);
    }

    private static StandardScaler scaler() {
        return new StandardScaler().setInputCol("assembled").setOutputCol("features");
    }

    private static MulticlassClassificationEvaluator accuracy(String metric) {
        return new MulticlassClassificationEvaluator().setMetricName(metric);
    }

    private static RegressionEvaluator price(String metric) {
        return new RegressionEvaluator().setLabelCol("price").setMetricName(metric);
    }

    private static ParamMap[] regParams(LogisticRegression learner) {
        return new ParamGridBuilder()
                .addGrid(learner.regParam(), new double[] {0.001, 3})
                .build();
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

    private static ParamMap[] linearParams(LinearRegression learner) {
        return new ParamGridBuilder()
                .addGrid(learner.regParam(), new double[] {0.01, 1})
                .addGrid(learner.elasticNetParam(), new double[] {0, 0.5})
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
