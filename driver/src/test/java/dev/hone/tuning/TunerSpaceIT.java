package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hone.driver.UserSession;
import dev.hone.driver.tuning.trial.TunerTrials;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.StratifiedKFold;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.RandomForestClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.PCA;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Trials drawn from a space, searches that end early, other ways to split rows, and what is left in a folder. */
@ExtendWith(UserSession.class)
class TunerSpaceIT {
    private static final int SEED = 5;
    private static final int FOLDS = 2;

    private static Dataset<Row> table;

    @TempDir
    private Path folder;

    private final PCA pca = new PCA().setK(2).setInputCol("assembled").setOutputCol("features");
    private final LogisticRegression logistic = new LogisticRegression().setMaxIter(3);

    @BeforeAll
    static void makeTable() {
        System.out.println("seed of folds and draws: " + SEED);
        table = TuningTables.raw().cache();
    }

    @Test
    void aGridHasTheTrialsOfAParamGrid() {
        ParamMap[] maps = new ParamGridBuilder()
                .addGrid(logistic.regParam(), new double[] {0.01, 1})
                .addGrid(pca.k(), new int[] {1, 2, 3})
                .build();

        HyperparameterTunerModel found = tuner().setSearchSpace(ParamSpace.builder()
                        .integer(pca.k(), 1, 3)
                        .choice(logistic.regParam(), 0.01, 1)
                        .build())
                .fit(table);

        assertThat(byParams(found))
                .isEqualTo(byParams(tuner().setEstimatorParamMaps(maps).fit(table)));
        assertThat(found.tuner().getEstimatorParamMaps()).hasSize(6);
    }

    @Test
    void randomTrialsLieInTheirRangesAndFollowFromTheSeed() {
        ParamSpace space = ParamSpace.builder()
                .logUniform(logistic.regParam(), 1e-4, 1)
                .uniform(logistic.elasticNetParam(), 0.2, 0.4)
                .logInteger(pca.k(), 1, 3)
                .build();
        HyperparameterTuner tuner =
                tuner().setSearchSpace(space).setSampler("random").setNumTrials(7);

        ParamMap[] drawn = tuner.fit(table).tuner().getEstimatorParamMaps();

        assertThat(drawn).hasSize(7).allSatisfy(trial -> {
            assertThat((double) trial.apply(logistic.regParam())).isBetween(1e-4, 1.0);
            assertThat((double) trial.apply(logistic.elasticNetParam())).isBetween(0.2, 0.4);
            assertThat((int) trial.apply(pca.k())).isBetween(1, 3);
        });
        assertThat(texts(drawn)).doesNotHaveDuplicates();
        assertThat(texts(tuner.fit(table).tuner().getEstimatorParamMaps())).isEqualTo(texts(drawn));
        assertThat(texts(tuner.setSeed(SEED + 1).fit(table).tuner().getEstimatorParamMaps()))
                .doesNotContainAnyElementsOf(texts(drawn));
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "sobol"})
    void noPointOfAFiniteSpaceIsDrawnTwice(String sampler) {
        ParamSpace space = ParamSpace.builder()
                .choice(logistic.fitIntercept(), true, false)
                .integer(pca.k(), 1, 3)
                .build();

        TunerTrials trials = tuner().setSearchSpace(space)
                .setSampler(sampler)
                .setNumTrials(50)
                .trials();
        ParamMap[] drawn = trials.maps(trials.known(trials.sampler().trials()));

        assertThat(texts(drawn)).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void aTunerWithASpaceIsReadBack() throws IOException {
        HyperparameterTuner tuner = tuner().setSearchSpace(ParamSpace.builder()
                        .logUniform(logistic.regParam(), 1e-4, 1)
                        .choice(logistic.fitIntercept(), true, false)
                        .integer(pca.k(), 1, 3)
                        .build())
                .setSampler("sobol")
                .setNumTrials(4)
                .setTimeLimit(100)
                .setTrialTimeout(50)
                .setScheme("group-k-fold")
                .setSplitCol("fold");
        String path = folder.resolve("tuner").toString();

        tuner.save(path);
        HyperparameterTuner read = HyperparameterTuner.load(path);

        assertThat(read.getSearchSpace()).isEqualTo(tuner.getSearchSpace());
        assertThat(read.getTrialTimeout()).isEqualTo(50);
        assertThat(byParams(read.fit(table))).isEqualTo(byParams(tuner.fit(table)));
    }

    @Test
    void noFurtherTrialsBeginOnceTheTimeIsUp() {
        RandomForestClassifier forest = new RandomForestClassifier().setNumTrees(50);
        PipelineStage assembler = ((Pipeline) tuner().getEstimator()).getStages()[0];

        HyperparameterTunerModel found = tuner().setEstimator(
                        new Pipeline().setStages(new PipelineStage[] {assembler, pca, forest}))
                .setSearchSpace(ParamSpace.builder()
                        .uniform(forest.subsamplingRate(), 0.5, 1)
                        .build())
                .setSampler("random")
                .setNumTrials(1000)
                .setTimeLimit(1e-3)
                .setCollectSubModels(true)
                .fit(table);

        int ended = found.avgMetrics().length;
        assertThat(ended).isBetween(1, 999);
        assertThat(found.leaderboard().count()).isEqualTo(ended);
        assertThat(found.subModels()).hasDimensions(FOLDS, ended);
    }

    @Test
    void aTimeLimitAloneEndsASearch() throws IOException {
        Path output = folder.resolve("limited");
        List<TuningProgress> told = new ArrayList<>();

        HyperparameterTunerModel found = tuner().setSearchSpace(ParamSpace.builder()
                        .logUniform(logistic.regParam(), 1e-4, 1)
                        .build())
                .setSampler("random")
                .setTimeLimit(1e-3)
                .setListener(told::add)
                .setOutput(output.toString())
                .fit(table);

        assertThat(told)
                .isNotEmpty()
                .allSatisfy(progress -> assertThat(progress.trials()).isEmpty());
        JsonNode result = new ObjectMapper().readTree(Files.readString(output.resolve("result.json")));
        assertThat(result.at("/trials/total").asInt()).isEqualTo(found.avgMetrics().length);
    }

    @Test
    void aTrialThatRunsTooLongHasFailedAndThoseThatShareItsTrainingHaveTheirScores() {
        RandomForestClassifier forest = new RandomForestClassifier();
        ParamMap[] maps = new ParamGridBuilder()
                .addGrid(forest.numTrees(), new int[] {2, 1_000_000})
                .build();

        PipelineStage assembler = ((Pipeline) tuner().getEstimator()).getStages()[0];

        HyperparameterTunerModel found = tuner().setEstimator(
                        new Pipeline().setStages(new PipelineStage[] {assembler, pca, forest}))
                .setEstimatorParamMaps(maps)
                .setTrialTimeout(1)
                .fit(table);

        assertThat(found.avgMetrics()[0]).isPositive();
        assertThat(found.leaderboard().collectAsList())
                .filteredOn(row -> row.<Long>getAs("param_RandomForestClassifier.numTrees") == 1_000_000)
                .singleElement()
                .satisfies(row -> assertThat(row.<String>getAs("message"))
                        .matches("timed out after [1-9][0-9.]*s \\(trial timeout: 1s\\)"));
    }

    @Test
    void roundsOfTrialsAreOneSearch() {
        HyperparameterTuner tuner = tuner().setSearchSpace(ParamSpace.builder()
                        .logUniform(logistic.regParam(), 1e-4, 1)
                        .build())
                .setSampler("sobol")
                .setNumTrials(19);

        Set<String> atOnce = byParams(tuner.fit(table));

        assertThat(byParams(tuner.setTimeLimit(1e6).fit(table)))
                .isEqualTo(atOnce)
                .hasSize(19);
    }

    @ParameterizedTest
    @ValueSource(strings = {"auto", "tpe"})
    void aSamplerThatLearnsProposesWithinTheSpaceAndNothingTwice(String sampler) {
        ParamSpace space = ParamSpace.builder()
                .logUniform(logistic.regParam(), 1e-4, 1)
                .integer(pca.k(), 1, 3)
                .build();

        HyperparameterTunerModel found = tuner().setSearchSpace(space)
                .setSampler(sampler)
                .setNumTrials(14)
                .fit(table);

        assertThat(found.tuner().getEstimatorParamMaps()).hasSize(14).allSatisfy(trial -> {
            assertThat((double) trial.apply(logistic.regParam())).isBetween(1e-4, 1.0);
            assertThat((int) trial.apply(pca.k())).isBetween(1, 3);
        });
        assertThat(texts(found.tuner().getEstimatorParamMaps())).doesNotHaveDuplicates();
        assertThat(found.avgMetrics()[found.leaderboard().head().<Integer>getAs("trial")])
                .isEqualTo(Arrays.stream(found.avgMetrics()).min().orElseThrow());
    }

    @Test
    void stratifiedFoldsAreThoseOfTheScheme() {
        ParamMap[] maps = new ParamGridBuilder()
                .addGrid(logistic.regParam(), new double[] {0.01, 1})
                .build();
        Dataset<Row> numbered = withFolds(StratifiedKFold.shuffled(FOLDS, SEED));

        HyperparameterTunerModel found = tuner().setEstimatorParamMaps(maps)
                .setScheme("stratified-k-fold")
                .setSplitCol("label")
                .fit(table);

        assertThat(found.foldMetrics())
                .isDeepEqualTo(tuner().setEstimatorParamMaps(maps)
                        .setFoldCol("number")
                        .fit(numbered)
                        .foldMetrics());
    }

    @Test
    void stratifiedGroupsNeedBothColumns() {
        assertThat(tuner().setEstimatorParamMaps(new ParamMap[] {new ParamMap()})
                        .setScheme("stratified-group-k-fold")
                        .setSplitCol("label")
                        .setGroupCol("fold")
                        .fit(table)
                        .foldMetrics())
                .hasDimensions(FOLDS, 1);
        refused(tuner().setEstimatorParamMaps(new ParamMap[] {new ParamMap()})
                        .setScheme("stratified-group-k-fold")
                        .setSplitCol("label"))
                .hasMessage("groupCol must be set with scheme stratified-group-k-fold (groupCol: '')");
        refused(tuner().setEstimatorParamMaps(new ParamMap[] {new ParamMap()}).setGroupCol("fold"))
                .hasMessage("groupCol must not be set with scheme k-fold (groupCol: 'fold')");
    }

    @Test
    void otherSchemesHaveTheirNumberOfFolds() {
        assertThat(folds("group-k-fold", "colour")).isEqualTo(FOLDS);
        assertThat(folds("time-series-split", "age")).isEqualTo(FOLDS);
        assertThat(folds("repeated-k-fold", "")).isEqualTo(2 * FOLDS);
        assertThat(folds("repeated-stratified-k-fold", "colour")).isEqualTo(2 * FOLDS);
        assertThat(folds("stratified-hold-out", "label")).isEqualTo(1);
    }

    @Test
    void theOutputFolderHasModelLeaderboardAndResult() throws IOException {
        Path output = folder.resolve("out");
        HyperparameterTunerModel found = tuner().setSearchSpace(
                        ParamSpace.builder().choice(pca.k(), 1, 2, 50).build())
                .setMetrics("accuracy")
                .setOutput(output.toString())
                .fit(table);

        JsonNode result = new ObjectMapper().readTree(Files.readString(output.resolve("result.json")));
        assertThat(result.at("/best/score").asDouble())
                .isEqualTo(found.leaderboard().head().<Double>getAs("avgMetric"));
        assertThat(result.at("/best/foldScores")).hasSize(FOLDS);
        assertThat(result.at("/best/metrics/accuracy").asDouble())
                .isEqualTo(found.leaderboard().head().<Double>getAs("mean_accuracy"));
        assertThat(result.at("/trials")).hasToString("{\"total\":3,\"succeeded\":2,\"failed\":1,\"pruned\":0}");
        assertThat(Files.readAllLines(output.resolve("leaderboard.csv")))
                .hasSize(4)
                .first()
                .isEqualTo("rank,number,state,learner,score,std,param_PCA.k,mean_logLoss,std_logLoss,mean_accuracy,"
                        + "std_accuracy,seconds,train_seconds,lane,lane_reason,failure");
        assertThat(PipelineModel.load(output.resolve("model").toString())
                        .transform(table)
                        .select("prediction")
                        .collectAsList())
                .isEqualTo(found.transform(table).select("prediction").collectAsList());
    }

    @Test
    void aSearchThatFindsNothingLeavesNoOutputFolder() throws IOException {
        Path output = folder.resolve("none");
        HyperparameterTuner failing = tuner().setSearchSpace(
                        ParamSpace.builder().choice(pca.k(), 50).build())
                .setOutput(output.toString());

        assertThatThrownBy(() -> failing.fit(table)).hasMessageStartingWith("Every trial failed");
        assertThat(output).doesNotExist();

        Files.createDirectory(output);
        assertThatThrownBy(() -> failing.fit(table)).hasMessageStartingWith("Every trial failed");
        assertThat(output).as("it was there before").isEmptyDirectory();
    }

    @Test
    void scoresAreKeptWhereTheModelCannotBeSaved() {
        Path output = folder.resolve("unsaved");
        HyperparameterTuner tuner = tuner().setEstimator(new UnsavedRegression())
                .setEstimatorParamMaps(new ParamMap[] {ParamMap.empty()})
                .setEvaluator(new MeanPrediction())
                .setOutput(output.toString());

        refused(tuner)
                .hasMessage("output " + output + ": Spark cannot save a " + UnsavedRegression.Fitted.class.getName()
                        + " (it is not MLWritable)");
        assertThat(output.resolve("leaderboard.csv")).isNotEmptyFile();
        assertThat(output.resolve("result.json")).doesNotExist();
    }

    @Test
    void whatDoesNotGoTogetherIsRefused() {
        ParamSpace space = ParamSpace.builder().choice(pca.k(), 1, 2).build();
        refused(tuner().setSearchSpace(space).setEstimatorParamMaps(new ParamMap[] {ParamMap.empty()}))
                .hasMessage("estimatorParamMaps must not be set together with searchSpace");
        refused(tuner().setNumTrials(3))
                .hasMessage("estimatorParamMaps or searchSpace must be set, for the trials (set: neither)");
        refused(tuner().setSearchSpace(space).setSampler("random"))
                .hasMessage("numTrials or timeLimit must be set with sampler random");
        refused(tuner().setSearchSpace(space).setNumTrials(3))
                .hasMessage("numTrials must not be set with sampler grid");
        refused(tuner().setEstimatorParamMaps(new ParamMap[] {ParamMap.empty()}).setNumTrials(3))
                .hasMessage(
                        "numTrials and sampler must not be set without a searchSpace (sampler: grid, numTrials: 3)");
        refused(tuner().setSearchSpace(space).setScheme("group-k-fold"))
                .hasMessage("splitCol must be set with scheme group-k-fold (splitCol: '')");
        refused(tuner().setSearchSpace(space).setSplitCol("colour"))
                .hasMessage("splitCol must not be set with scheme k-fold (splitCol: 'colour')");
        refused(tuner().setSearchSpace(space).setScheme("repeated-k-fold").setFoldCol("fold"))
                .hasMessage("foldCol and trainRatio must not be set with scheme repeated-k-fold");
        refused(tuner().setSearchSpace(space).setScheme("group-k-fold").setSplitCol("colr"))
                .hasMessageStartingWith("Column 'colr': must be in the table (columns: size, age,");
        refused(tuner().setSearchSpace(
                                ParamSpace.builder().choice(new PCA().k(), 1).build()))
                .hasMessageStartingWith("searchSpace: the estimator must have every param of the space (param: pca_");
        refused(tuner().setSearchSpace(
                                ParamSpace.builder().choice(pca.k(), 1, 0).build()))
                .hasMessageContaining("param 'k' does not take 0");
        assertThatThrownBy(() -> ParamSpace.builder().choice(pca.k(), 1).integer(pca.k(), 1, 2))
                .hasMessage("A search space must have each param once (twice: " + pca.uid() + ".k)");
        assertThatThrownBy(() -> tuner().setSampler("x"))
                .hasMessage("Param 'sampler' must be one of grid, auto, cma-es, gp, random, sobol, tpe (value: x)");
        assertThatThrownBy(() -> tuner().setSampler("Ramdom"))
                .hasMessage(
                        "Param 'sampler' must be one of grid, auto, cma-es, gp, random, sobol, tpe (value: Ramdom); did you mean 'random'?");
        assertThatThrownBy(() -> tuner().setScheme("stratified-kfold"))
                .hasMessage(
                        "Param 'scheme' must be one of k-fold, stratified-k-fold, group-k-fold, stratified-group-k-fold, time-series-split,"
                                + " repeated-k-fold, repeated-stratified-k-fold, stratified-hold-out (value: stratified-kfold);"
                                + " did you mean 'stratified-k-fold'?");
        refused(tuner().setSearchSpace(space).setFoldCol("folds"))
                .hasMessageStartingWith("Column 'folds': must be in the table (columns: size, age,")
                .hasMessageEndingWith("; did you mean 'fold'?");
        assertThatThrownBy(() -> tuner().setTimeLimit(0)).hasMessageContaining("timeLimit");
        assertThatThrownBy(() -> tuner().setTrialTimeout(0)).hasMessageContaining("trialTimeout");
        assertThatThrownBy(() -> tuner().setNumTrials(0)).hasMessageContaining("numTrials");
        assertThatThrownBy(() -> tuner().setNumRepeats(0)).hasMessageContaining("numRepeats");
        assertThatThrownBy(() -> ParamSpace.builder().build())
                .hasMessage("A search space must have at least one param (params: 0)");
    }

    private static org.assertj.core.api.AbstractThrowableAssert<?, ? extends Throwable> refused(
            HyperparameterTuner tuner) {
        return assertThatThrownBy(() -> tuner.fit(table));
    }

    private static List<String> texts(ParamMap[] trials) {
        return Arrays.stream(trials).map(ParamMap::toString).toList();
    }

    private int folds(String scheme, String column) {
        return tuner().setEstimatorParamMaps(new ParamMap[] {ParamMap.empty()})
                .setScheme(scheme)
                .setSplitCol(column)
                .setNumRepeats(2)
                .fit(table)
                .foldMetrics()
                .length;
    }

    private static Set<String> byParams(HyperparameterTunerModel found) {
        Dataset<Row> leaderboard = found.leaderboard().drop("rank", "trial", "foldMetrics");
        String[] sorted = Arrays.stream(leaderboard.columns()).sorted().toArray(String[]::new);
        return leaderboard.collectAsList().stream()
                .map(row -> Arrays.stream(sorted)
                        .map(column -> column + "=" + row.getAs(column))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.toSet());
    }

    /** The table with the number of the fold that tests each row. */
    private static Dataset<Row> withFolds(StratifiedKFold scheme) {
        List<Row> rows = table.collectAsList();
        double[] labels =
                rows.stream().mapToDouble(row -> row.<Double>getAs("label")).toArray();
        TrainingData data = TrainingData.builder(FeatureMatrix.dense(labels.length, 1, new double[labels.length]))
                .classLabels(labels, 2, List.of())
                .build();
        int[] numbers = new int[labels.length];
        for (Fold fold : scheme.split(data).folds()) {
            for (int row : fold.test()) {
                numbers[row] = fold.number();
            }
        }
        List<Row> numbered = new ArrayList<>();
        for (int row = 0; row < numbers.length; row++) {
            Object[] values = new Object[rows.get(row).size() + 1];
            for (int column = 0; column < values.length - 1; column++) {
                values[column] = rows.get(row).get(column);
            }
            values[values.length - 1] = numbers[row];
            numbered.add(RowFactory.create(values));
        }
        return UserSession.session()
                .createDataFrame(numbered, table.schema().add("number", DataTypes.IntegerType))
                .coalesce(1);
    }

    private HyperparameterTuner tuner() {
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"age", "noise", "price"})
                .setOutputCol("assembled");
        return new HyperparameterTuner()
                .setEstimator(new Pipeline().setStages(new PipelineStage[] {assembler, pca, logistic}))
                .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("logLoss"))
                .setNumFolds(FOLDS)
                .setSeed(SEED);
    }
}
