package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.hone.driver.DriverJobs;
import dev.hone.driver.UserSession;
import dev.hone.driver.execute.cluster.ClusterTrialExecutor;
import dev.hone.worker.train.inline.ModelState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.evaluation.RegressionEvaluator;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.PCAModel;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.recommendation.ALS;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is fitted how often, and what can only be fitted by Spark's own jobs. */
@ExtendWith(UserSession.class)
class TunerStagesIT {
    private static final int FOLDS = 3;
    private static final double TOLERANCE = 1e-10;

    private static Dataset<Row> table;

    @BeforeAll
    static void makeTable() {
        table = TuningTables.raw().cache();
    }

    @Test
    void stagesThatTrialsHaveAlikeAreFittedOnceAFold() throws TimeoutException {
        CountedPca pca = new CountedPca("pca");
        pca.setInputCol("assembled").setOutputCol("features");
        LogisticRegression logistic = new LogisticRegression().setMaxIter(3);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {imputer(), assembler(), pca, logistic});
        ParamGridBuilder components = new ParamGridBuilder().addGrid(pca.k(), new int[] {1, 3, 6});
        ParamMap[] few = components.build();
        ParamMap[] many = components
                .addGrid(logistic.regParam(), new double[] {0.001, 0.003, 0.01, 0.03, 0.1, 0.3})
                .build();

        CountedPca.FITS.set(0);
        int jobsOfFew = jobsOf(tuner(pipeline, few)).number();
        assertThat(CountedPca.FITS).as("three a fold and one on all rows").hasValue(3 * FOLDS + 1);
        CountedPca.FITS.set(0);
        int jobsOfMany = jobsOf(tuner(pipeline, many)).number();

        assertThat(CountedPca.FITS).hasValue(3 * FOLDS + 1);
        assertThat(jobsOfMany)
                .as("15 trials more, on 3 folds, but hardly a job more: adaptive plans differ by one now and then")
                .isLessThan(jobsOfFew + 10);
    }

    @Test
    void stagesInsideTasksCostNoJobsAndGiveTheScoresOfCrossValidator() throws TimeoutException {
        PCA pca = new PCA("pca").setInputCol("assembled").setOutputCol("features");
        LogisticRegression logistic = new LogisticRegression().setMaxIter(3);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {imputer(), assembler(), pca, logistic});
        ParamMap[] one = new ParamGridBuilder().addGrid(pca.k(), new int[] {6}).build();
        ParamMap[] four =
                new ParamGridBuilder().addGrid(pca.k(), new int[] {1, 2, 3, 6}).build();

        DriverJobs jobsOfOne = jobsOf(tuner(pipeline, one));
        DriverJobs jobsOfFour = jobsOf(tuner(pipeline, four));

        assertThat(jobsOfOne.number())
                .as("jobs that read the rows, run the trial and train it on all rows")
                .isEqualTo(3);
        assertThat(jobsOfFour.ofFits()).isEmpty();
        assertThat(jobsOfFour.number())
                .as("three more prefixes on %s folds, whose stages would cost nine jobs per fold", FOLDS)
                .isLessThan(jobsOfOne.number() + 6);
        double[] expected = new CrossValidator()
                .setEstimator(pipeline)
                .setEstimatorParamMaps(four)
                .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
                .setFoldCol("fold")
                .fit(table)
                .avgMetrics();
        assertThat(tuner(pipeline, four).fit(table).avgMetrics()).containsExactly(expected, within(TOLERANCE));
    }

    @Test
    void aLearnerAloneHasItsRowsReadByOneJobForAllFolds() throws TimeoutException {
        LogisticRegression logistic =
                new LogisticRegression().setFeaturesCol("assembled").setMaxIter(3);
        Dataset<Row> prepared =
                assembler().transform(imputer().fit(table).transform(table)).cache();
        ParamMap[] maps = new ParamGridBuilder()
                .addGrid(logistic.regParam(), new double[] {0.01})
                .build();
        List<HyperparameterTunerModel> found = new ArrayList<>();

        DriverJobs jobs = DriverJobs.during(
                UserSession.session().sparkContext(),
                () -> found.add(new HyperparameterTuner()
                        .setEstimator(logistic)
                        .setEstimatorParamMaps(maps)
                        .setEvaluator(accuracy())
                        .setFoldCol("fold")
                        .fit(prepared)));

        assertThat(jobs.number())
                .as("jobs that read the rows, run the trial and train it on all rows")
                .isEqualTo(3);
        double[] expected = new CrossValidator()
                .setEstimator(logistic)
                .setEstimatorParamMaps(maps)
                .setEvaluator(accuracy())
                .setFoldCol("fold")
                .fit(prepared)
                .avgMetrics();
        assertThat(found.get(0).avgMetrics()).containsExactly(expected, within(TOLERANCE));
        prepared.unpersist();
    }

    private static MulticlassClassificationEvaluator accuracy() {
        return new MulticlassClassificationEvaluator().setMetricName("accuracy");
    }

    @Test
    void theBestTrialOfASplitIsFittedInTasksOnAllRowsInTheirOrder() throws TimeoutException {
        StringIndexer indexer = new StringIndexer().setInputCol("colour").setOutputCol("index");
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"index", "age", "noise", "price"})
                .setOutputCol("features");
        RandomForestClassifier forest = new RandomForestClassifier().setSeed(3);
        ParamMap[] trees = new ParamGridBuilder()
                .addGrid(forest.numTrees(), new int[] {8, 12})
                .build();
        PipelineStage onlySpark = new SQLTransformer().setStatement("SELECT * FROM __THIS__");
        HyperparameterTuner inTasks = split(trees, indexer, assembler, forest);
        HyperparameterTuner onSpark = split(trees, indexer, assembler, onlySpark, forest);
        List<HyperparameterTunerModel> found = new ArrayList<>();

        DriverJobs jobs = DriverJobs.during(
                UserSession.session().sparkContext(), () -> found.add(inTasks.fit(table.repartition(3))));
        DriverJobs jobsOfSpark = DriverJobs.during(
                UserSession.session().sparkContext(), () -> found.add(onSpark.fit(table.repartition(3))));

        assertThat(jobs.ofFits()).isEmpty();
        assertThat(jobsOfSpark.ofFits()).isNotEmpty();
        List<List<String>> forests = found.stream()
                .map(model -> ((PipelineModel) model.bestModel()).stages())
                .map(stages -> ModelState.of((Model<?>) stages[stages.length - 1]))
                .toList();
        assertThat(forests.get(0)).isEqualTo(forests.get(1));
    }

    private static HyperparameterTuner split(ParamMap[] params, PipelineStage... stages) {
        return new HyperparameterTuner()
                .setEstimator(new Pipeline().setStages(stages))
                .setEstimatorParamMaps(params)
                .setEvaluator(new MulticlassClassificationEvaluator())
                .setTrainRatio(0.6)
                .setSeed(11)
                .setLane("executor");
    }

    @Test
    void stagesAfterTheLastEstimatorGoToTheClusterLane() {
        StringIndexer indexer = new StringIndexer().setInputCol("colour").setOutputCol("index");
        LogisticRegression logistic = new LogisticRegression().setMaxIter(3).setLabelCol("index");
        IndexToString names = new IndexToString()
                .setInputCol("prediction")
                .setOutputCol("guess")
                .setLabels(new String[] {"a", "b", "c"});
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"age", "noise"})
                .setOutputCol("features");
        CrossValidator validator = new CrossValidator()
                .setEstimator(new Pipeline().setStages(new PipelineStage[] {indexer, assembler, logistic, names}))
                .setEstimatorParamMaps(new ParamGridBuilder()
                        .addGrid(logistic.regParam(), new double[] {0.01, 0.1})
                        .build())
                .setEvaluator(new MulticlassClassificationEvaluator()
                        .setLabelCol("index")
                        .setMetricName("logLoss"))
                .setFoldCol("fold");

        HyperparameterTunerModel found = HyperparameterTuner.of(validator).fit(table);

        assertThat(found.lanes()).containsOnly("cluster");
        assertThat(found.avgMetrics()).containsExactly(validator.fit(table).avgMetrics(), within(TOLERANCE));
        assertThat(found.transform(table).columns()).contains("guess");
    }

    @Test
    void subModelsAreThoseOfTheFolds() {
        CountedPca pca = new CountedPca("pca");
        pca.setInputCol("assembled").setOutputCol("features");
        LogisticRegression logistic = new LogisticRegression().setMaxIter(3);
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {imputer(), assembler(), pca, logistic});
        ParamMap[] params =
                new ParamGridBuilder().addGrid(pca.k(), new int[] {1, 4}).build();

        HyperparameterTunerModel found =
                tuner(pipeline, params).setCollectSubModels(true).fit(table);

        assertThat(found.hasSubModels()).isTrue();
        for (int fold = 0; fold < FOLDS; fold++) {
            for (int trial = 0; trial < 2; trial++) {
                PipelineModel model = (PipelineModel) found.subModels()[fold][trial];
                Dataset<Row> validation = table.filter(table.col("fold").equalTo(fold));
                assertThat(((PCAModel) model.stages()[2]).getK()).isEqualTo(trial == 0 ? 1 : 4);
                assertThat(new MulticlassClassificationEvaluator()
                                .setMetricName("accuracy")
                                .evaluate(model.transform(validation)))
                        .isCloseTo(found.foldMetrics()[fold][trial], within(TOLERANCE));
            }
        }
    }

    @Test
    void recommendationsAreTunedInTheClusterLane() {
        ALS als = new ALS().setSeed(1).setMaxIter(2).setNumBlocks(1).setColdStartStrategy("drop");
        ParamMap[] params = new ParamGridBuilder()
                .addGrid(als.rank(), new int[] {1, 3})
                .addGrid(als.regParam(), new double[] {0.01, 0.5})
                .build();
        HyperparameterTunerModel found = new HyperparameterTuner()
                .setEstimator(als)
                .setEstimatorParamMaps(params)
                .setEvaluator(new RegressionEvaluator().setLabelCol("rating").setMetricName("rmse"))
                .setFoldCol("fold")
                .fit(ratings());

        assertThat(found.lanes()).containsOnly("cluster");
        assertThat(found.avgMetrics()).doesNotContain(Double.NaN).hasSize(4);
        assertThat(found.leaderboard().head().<Double>getAs("avgMetric")).isLessThan(1);
    }

    @Test
    void recommendersOfManyIterationsCheckpointWhereTheProgramDoesNot() {
        HyperparameterTunerModel found = recommenders(60).fit(ratings());

        assertThat(found.lanes()).containsOnly("cluster");
        assertThat(found.avgMetrics()[0]).isPositive();
        assertThat(UserSession.session().sparkContext().getCheckpointDir().isEmpty())
                .as("the setting is the program's own again")
                .isTrue();
    }

    @Test
    void aRecommenderThatTakesTooLongFailsAndItsJobsEnd() {
        HyperparameterTunerModel found =
                recommenders(1, 100_000).setTrialTimeout(30).fit(ratings());

        assertThat(found.avgMetrics()[0]).isPositive();
        assertThat(found.leaderboard().collectAsList())
                .filteredOn(row -> row.<Long>getAs("param_maxIter") == 100_000)
                .singleElement()
                .satisfies(row -> assertThat(row.<String>getAs("message"))
                        .startsWith("timed out after 3")
                        .endsWith("(trial timeout: 30s)"));
        Awaitility.await("no job is left").atMost(Duration.ofSeconds(10)).until(() -> activeJobs() == 0);
    }

    /** One trial per number of iterations. */
    private static HyperparameterTuner recommenders(int... iterations) {
        ALS als = new ALS().setSeed(1).setRank(1).setNumBlocks(1).setColdStartStrategy("drop");
        return new HyperparameterTuner()
                .setEstimator(als)
                .setEstimatorParamMaps(new ParamGridBuilder()
                        .addGrid(als.maxIter(), iterations)
                        .build())
                .setEvaluator(new RegressionEvaluator().setLabelCol("rating").setMetricName("rmse"))
                .setFoldCol("fold");
    }

    @Test
    void usersThatARecommenderWasNotTrainedOnFailItsTrialWithWhatHelps() {
        ALS als = new ALS().setSeed(1).setMaxIter(1).setNumBlocks(1);
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(als)
                .setEstimatorParamMaps(new ParamGridBuilder()
                        .addGrid(als.rank(), new int[] {1})
                        .build())
                .setEvaluator(new RegressionEvaluator().setLabelCol("rating").setMetricName("rmse"))
                .setFoldCol("fold");

        assertThatThrownBy(() -> tuner.fit(ratings().withColumn("fold", functions.expr("user % 3"))))
                .hasMessage(
                        "Every trial failed; the first one: rmse is not defined on fold 0: ALS predicts NaN for users and"
                                + " items that it was not trained on; set coldStartStrategy to drop");
    }

    @Test
    void nothingRunsOnceASearchIsInterrupted() {
        ALS endless = new ALS().setMaxIter(100_000).setNumBlocks(1).setColdStartStrategy("drop");
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(endless)
                .setEstimatorParamMaps(new ParamGridBuilder()
                        .addGrid(endless.rank(), new int[] {1, 2})
                        .build())
                .setEvaluator(new RegressionEvaluator().setLabelCol("rating"))
                .setFoldCol("fold");
        Dataset<Row> ratings = ratings();

        interrupted(tuner, ratings, () -> activeJobs() > 1);

        assertThat(Thread.getAllStackTraces().values())
                .as("no thread is left in a fit, where it may submit a job")
                .noneMatch(frames -> Stream.of(frames).anyMatch(TunerStagesIT::isOfFit));
        Awaitility.await("no job is left").atMost(Duration.ofSeconds(60)).until(() -> activeJobs() == 0);
    }

    private static boolean isOfFit(StackTraceElement frame) {
        return frame.getClassName().startsWith(ClusterTrialExecutor.class.getName())
                && frame.getMethodName().equals("fitted");
    }

    @Test
    void noStageIsFittedOnceASearchIsInterrupted() {
        CountedPca pca = new CountedPca("pca");
        pca.setInputCol("assembled").setOutputCol("features");
        LogisticRegression logistic = new LogisticRegression();
        Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {imputer(), assembler(), pca, logistic});
        HyperparameterTuner tuner = tuner(
                pipeline,
                new ParamGridBuilder()
                        .addGrid(pca.k(), new int[] {1, 2, 3, 4, 5, 6})
                        .build());
        CountedPca.FITS.set(0);

        interrupted(tuner, table, () -> CountedPca.FITS.get() > 0);

        Awaitility.await("no job is left").atMost(Duration.ofSeconds(60)).until(() -> activeJobs() == 0);
        int fits = CountedPca.FITS.get();
        Awaitility.await("no further fit begins")
                .during(Duration.ofSeconds(1))
                .atMost(Duration.ofSeconds(10))
                .until(() -> CountedPca.FITS.get() == fits);
        assertThat(fits).isLessThan(6 * FOLDS);
    }

    private static void interrupted(HyperparameterTuner tuner, Dataset<Row> rows, Callable<Boolean> hasBegun) {
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread search = new Thread(() -> {
            try {
                tuner.fit(rows);
                ended.complete(new AssertionError("The search ended by itself"));
            } catch (RuntimeException e) {
                ended.complete(e);
            }
        });

        search.start();
        Awaitility.await("fits have begun").atMost(Duration.ofSeconds(60)).until(hasBegun);
        search.interrupt();

        assertThat(ended.join()).hasMessage("The search was interrupted");
    }

    private static int activeJobs() {
        return UserSession.session().sparkContext().statusTracker().getActiveJobIds().length;
    }

    private static DriverJobs jobsOf(HyperparameterTuner tuner) throws TimeoutException {
        return DriverJobs.during(UserSession.session().sparkContext(), () -> tuner.fit(table));
    }

    private static HyperparameterTuner tuner(Pipeline pipeline, ParamMap[] params) {
        return new HyperparameterTuner()
                .setEstimator(pipeline)
                .setEstimatorParamMaps(params)
                .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
                .setFoldCol("fold")
                .setLane("executor");
    }

    private static Imputer imputer() {
        return new Imputer().setInputCols(new String[] {"size"}).setOutputCols(new String[] {"filled"});
    }

    private static VectorAssembler assembler() {
        return new VectorAssembler()
                .setInputCols(new String[] {"filled", "age", "noise", "price", "weight", "label"})
                .setOutputCol("assembled");
    }

    private static Dataset<Row> ratings() {
        Random random = new Random(4);
        List<Row> rows = new ArrayList<>();
        for (int user = 0; user < 30; user++) {
            for (int item = 0; item < 20; item++) {
                double rating = 1 + (user % 3) * (item % 4) + 0.1 * random.nextGaussian();
                rows.add(RowFactory.create(user, item, (float) rating, random.nextInt(3)));
            }
        }
        return UserSession.session()
                .createDataFrame(
                        rows,
                        new StructType()
                                .add("user", DataTypes.IntegerType)
                                .add("item", DataTypes.IntegerType)
                                .add("rating", DataTypes.FloatType)
                                .add("fold", DataTypes.IntegerType))
                .coalesce(1);
    }
}
