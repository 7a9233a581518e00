package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.univocity.parsers.csv.CsvParser;
import com.univocity.parsers.csv.CsvParserSettings;
import dev.hone.driver.UserSession;
import dev.hone.tuning.CountedPca;
import dev.hone.tuning.TuningTables;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.UnivariateFeatureSelector;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.CrossValidator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Studies whose learner comes after stages, from a raw file to the saved model. */
@Timeout(300)
class PipelineStudyIT {
    @RegisterExtension
    static final UserSession SESSION = new UserSession(StudySession.configuration("pipelines", true));

    private static final int FOLDS = 2;
    private static final double TOLERANCE = 1e-10;
    private static final String HEAD = """
            name: raw
            data:
              path: table.csv
              format: csv
              label: label
              ignore: [price, weightMORE]
              fold: fold
            """;
    private static final String TAIL = """
            validation:
              metric: logLoss
              metrics: [accuracy]
              scheme: fold-column
            output:
              path: OUT
            """;
    private static final String ENCODED = """
            pipeline:
              - name: Imputer
                params: {inputCols: [size], outputCols: [filled]}
              - name: StringIndexer
                params: {inputCol: colour, outputCol: index, handleInvalid: INVALID}
              - name: OneHotEncoder
                params: {inputCols: [index], outputCols: [kind], handleInvalid: keep}
              - name: VectorAssembler
                params: {inputCols: [filled, age, noise, kind], outputCol: assembled}
              - name: StandardScaler
                params: {inputCol: assembled, outputCol: scaled}
              - name: UnivariateFeatureSelector
                as: selector
                params: {featuresCol: scaled, outputCol: chosen, featureType: continuous, labelType: categorical}
            learner: LogisticRegression
            space:
              selector.selectionThreshold: [1, 3]
              regParam: [0.001, 0.1]
              maxIter: 8
            """;
    private static final String COMPONENTS = """
            pipeline:
              - name: Imputer
                params: {inputCols: [size], outputCols: [filled]}
              - name: VectorAssembler
                params: {inputCols: [filled, age, noise], outputCol: assembled}
              - name: dev.hone.tuning.CountedPca
                as: PCA
                params: {inputCol: assembled, outputCol: components}
            learner: LogisticRegression
            """;

    @TempDir
    private Path temporary;

    private StudyFolder study = new StudyFolder(Path.of(""));

    @BeforeEach
    void makeStudy() {
        study = new StudyFolder(temporary);
        writeTable("table.csv", row -> true);
    }

    @Test
    void scoresAreThoseOfCrossValidatorThoughAScalerAndASelectorLearnFromRowsAndLabels() {
        write(ENCODED.replace("INVALID", "error"));

        assertScoresOfCrossValidator("error");
    }

    @Test
    void rowsThatAStageLeavesOutAreNeitherTrainedOnNorScored() {
        writeTable("table.csv", row -> !row.<String>getAs("colour").equals("blue") || row.<Integer>getAs("fold") == 1);
        write(ENCODED.replace("INVALID", "skip"));

        assertScoresOfCrossValidator("skip");
    }

    @Test
    void stagesThatTrialsHaveAlikeAreFittedOnceAFold() {
        write(COMPONENTS + "space:\n  PCA.k: [1, 2, 3]\n  regParam: [0.001, 0.003, 0.01, 0.03]\n");
        CountedPca.FITS.set(0);

        assertThat(tune()).hasSize(12);

        int best = study.json("result.json").at("/best/params/PCA.k").asInt();
        assertThat(CountedPca.FITS)
                .as("three a fold, one on all rows before the search, and one for the best trial if it is another")
                .hasValue(3 * FOLDS + 1 + (best == 1 ? 0 : 1));
    }

    @Test
    void trialsWhoseStagesCannotBeFittedFailAlone() {
        write(COMPONENTS + "space:\n  PCA.k: [2, 50]\n  regParam: [0.01, 0.1]\n");

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(study.json("result.json").at("/trials"))
                .hasToString("{\"total\":4,\"succeeded\":2,\"failed\":2,\"pruned\":0}");
        assertThat(study.leaderboard().get(4))
                .contains(",failed,LogisticRegression,")
                .contains("TRAINING_FAILED: PCA: source vector size 3 must be no less than k=50");
    }

    @Test
    void aStageThatCannotReadTheTableIsNamed() {
        write("""
                pipeline:
                  - name: Imputer
                    params: {inputCols: [age], outputCols: [years]}
                  - name: VectorAssembler
                    params: {inputCols: [size, years], outputCol: assembled}
                  - name: StandardScaler
                    params: {inputCol: assembled, outputCol: features}
                learner: LogisticRegression
                """);

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains("StandardScaler").contains("null").hasLineCount(1);
    }

    @Test
    void theSavedModelTransformsTheRawFile() {
        study.write("table.csv", named(read("table.csv")).replace("label", "bought"));
        write(ENCODED.replace("INVALID", "error"));
        study.write("study.yaml", read("study.yaml").replace("label: label", "label: bought"));

        List<Map<String, String>> leaderboard = tune();

        PipelineModel model = PipelineModel.load(study.out().resolve("model").toString());
        Dataset<Row> raw = raw();
        Dataset<Row> predicted = model.transform(raw);
        long right = predicted
                .filter(predicted.col("predictedLabel").equalTo(predicted.col("bought")))
                .count();
        assertThat(right / (double) raw.count())
                .as("on the rows learned from, a little better than on others")
                .isGreaterThanOrEqualTo(
                        Double.parseDouble(String.valueOf(leaderboard.get(0).get("mean_accuracy"))));
        assertThat(model.transform(raw.drop("bought").filter("size is null")).columns())
                .contains("predictedLabel");
    }

    @Test
    void otherStagesMakeAnotherStudy() {
        write(COMPONENTS + "space: {PCA.k: [1, 2]}\n");
        tune();

        CommandLineRun again = study.run("tune");
        study.write(
                "study.yaml",
                read("study.yaml").replace("outputCols: [filled]", "outputCols: [filled], strategy: median"));
        CommandLineRun other = study.run("tune");

        assertThat(again.exitCode()).isZero();
        assertThat(other.exitCode()).isEqualTo(2);
        assertThat(other.err()).contains("holds");
    }

    @Test
    void theTimeLimitHoldsWhileTablesArePrepared() {
        write(COMPONENTS + """
                space:
                  PCA.k: [1, 2, 3]
                  Imputer.strategy: [mean, median, mode]
                  Imputer.relativeError: {uniform: [0.001, 0.1]}
                search: {method: random, trials: 100000, time-limit: 2s}
                """);

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isIn(0, 4);
        assertThat(study.json("status.json").at("/state").asText()).isIn("succeeded", "out-of-budget");
    }

    @Test
    void thePlanTellsTheStages() {
        write(COMPONENTS + "space: {PCA.k: [1, 2]}\n");

        CommandLineRun run = study.run("validate");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("stages    Imputer, VectorAssembler, PCA; fitted on each fold's training rows")
                .contains("fits      5 (2 x 2, and the best on all rows)");
        assertThat(study.out()).doesNotExist();
    }

    @Test
    void aStageThatDoesNotSuitItsColumnsIsToldByItsLine() {
        write(COMPONENTS.replace("inputCols: [size]", "inputCols: [colour]") + "space: {PCA.k: [1, 2]}\n");

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("hone: " + study.file() + ", line 9, pipeline.0: Imputer: ")
                .contains("Column colour must be of type");
        assertThat(study.out()).doesNotExist();
    }

    @Test
    void aValueThatAStageCannotTakeIsToldInOneLine() {
        write("""
                pipeline:
                  - name: VectorAssembler
                    params: {inputCols: [size, age, noise], outputCol: assembled}
                learner: LogisticRegression
                """);

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .hasLineCount(1)
                .contains("line 2, data: Data '")
                .contains("the stages must be able to take every row (")
                .contains("Encountered null while assembling a row");
        assertThat(study.out()).doesNotExist();
    }

    @Test
    void stagesThatDoNotLearnAreAppliedOnce() {
        write("""
                pipeline:
                  - name: dev.hone.driver.cli.CountedWords
                    params: {inputCol: colour, outputCol: words}
                  - name: CountVectorizer
                    params: {inputCol: words, outputCol: counts}
                learner: LogisticRegression
                space:
                  regParam: [0.001, 0.1]
                """);
        study.write("study.yaml", read("study.yaml").replace("ignore: [", "ignore: [size, "));
        CountedWords.ROWS.reset();

        assertThat(tune()).hasSize(2);

        assertThat(CountedWords.ROWS.sum()).isEqualTo(raw().count());
    }

    private void assertScoresOfCrossValidator(String handleInvalid) {
        double[] expected = crossValidator(handleInvalid).fit(raw()).avgMetrics();

        List<Map<String, String>> leaderboard = tune();

        double[] scores = IntStream.range(0, expected.length)
                .mapToDouble(number -> leaderboard.stream()
                        .filter(row -> String.valueOf(number).equals(row.get("number")))
                        .mapToDouble(row -> Double.parseDouble(String.valueOf(row.get("score"))))
                        .sum())
                .toArray();
        assertThat(scores).containsExactly(expected, within(TOLERANCE));
        assertThat(Arrays.stream(scores).distinct()).hasSize(4);
    }

    /** The first dimension of a grid changes slowest here, and there. */
    private static CrossValidator crossValidator(String handleInvalid) {
        Imputer imputer = new Imputer().setInputCols(new String[] {"size"}).setOutputCols(new String[] {"filled"});
        StringIndexer indexer =
                new StringIndexer().setInputCol("colour").setOutputCol("index").setHandleInvalid(handleInvalid);
        OneHotEncoder encoder = new OneHotEncoder()
                .setInputCols(new String[] {"index"})
                .setOutputCols(new String[] {"kind"})
                .setHandleInvalid("keep");
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"filled", "age", "noise", "kind"})
                .setOutputCol("assembled");
        StandardScaler scaler = new StandardScaler().setInputCol("assembled").setOutputCol("scaled");
        UnivariateFeatureSelector selector = new UnivariateFeatureSelector()
                .setFeaturesCol("scaled")
                .setOutputCol("chosen")
                .setFeatureType("continuous")
                .setLabelType("categorical");
        LogisticRegression logistic =
                new LogisticRegression().setFeaturesCol("chosen").setMaxIter(8);
        ParamMap[] trials = Arrays.stream(new double[] {1, 3})
                .boxed()
                .flatMap(chosen -> Arrays.stream(new double[] {0.001, 0.1})
                        .mapToObj(regParam -> new ParamMap()
                                .put(selector.selectionThreshold().w(chosen))
                                .put(logistic.regParam().w(regParam))))
                .toArray(ParamMap[]::new);
        return new CrossValidator()
                .setEstimator(new Pipeline()
                        .setStages(
                                new PipelineStage[] {imputer, indexer, encoder, assembler, scaler, selector, logistic}))
                .setEstimatorParamMaps(trials)
                .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("logLoss"))
                .setNumFolds(FOLDS)
                .setFoldCol("fold");
    }

    private List<Map<String, String>> tune() {
        CommandLineRun run = study.run("tune");
        assertThat(run.exitCode()).as(run.err()).isZero();
        CsvParserSettings settings = new CsvParserSettings();
        settings.setNullValue("");
        List<String[]> rows = new CsvParser(settings).parseAll(new StringReader(study.result("leaderboard.csv")));
        String[] header = rows.get(0);
        return rows.subList(1, rows.size()).stream()
                .map(row -> IntStream.range(0, header.length)
                        .boxed()
                        .collect(Collectors.toMap(column -> header[column], column -> row[column])))
                .toList();
    }

    private void write(String middle) {
        String head = HEAD.replace("MORE", middle.contains("inputCol: colour") ? "" : ", colour");
        study.write(
                "study.yaml", head + middle + TAIL.replace("OUT", study.out().toString()));
    }

    private String read(String name) {
        try {
            return Files.readString(study.folder().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Dataset<Row> raw() {
        return UserSession.session()
                .read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(study.folder().resolve("table.csv").toString());
    }

    private void writeTable(String name, Function<Row, Boolean> kept) {
        Dataset<Row> table =
                TuningTables.raw().withColumn("fold", functions.col("fold").mod(FOLDS));
        String rows = table.collectAsList().stream()
                .filter(kept::apply)
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(column ->
                                row.isNullAt(column) ? "" : row.get(column).toString())
                        .collect(Collectors.joining(",")))
                .collect(Collectors.joining("\n"));
        study.write(name, String.join(",", table.columns()) + "\n" + rows + "\n");
    }

    /** The label as a text. */
    private static String named(String table) {
        return table.lines()
                .map(line -> {
                    String[] fields = line.split(",", -1);
                    fields[4] = fields[4].equals("1.0") ? "yes" : fields[4].equals("0.0") ? "no" : fields[4];
                    return String.join(",", fields);
                })
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
