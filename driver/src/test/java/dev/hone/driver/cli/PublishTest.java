package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hone.driver.LocalSpark;
import dev.hone.tuning.publish.PublishedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Studies that publish their best model one after the other. */
@Timeout(300)
class PublishTest {
    /** Of which a tree of depth 1 gets seven of ten rows right, and one of depth 4 all. */
    private static final String TABLE = table(100);

    @TempDir
    private Path temporary;

    private Path models = Path.of("");

    @BeforeEach
    void namePath() {
        models = temporary.resolve("models");
    }

    @Test
    void aBetterModelTakesTheChampionsPlaceAndAWorseOneDoesNot() {
        assertThat(tune("first", "space.maxDepth=[1]").out())
                .contains("\npublish      version 1 of " + models + ": the first version\n");

        CommandLineRun better = tune("second", "space.maxDepth=[4]");
        assertThat(better.out())
                .contains("\npublish      version 2 of " + models + ": accuracy 1.000 against 0.69")
                .contains(" of version 1 on 100 rows (out-of-fold scores of both on the same 3 folds): better by 0.")
                .contains("% interval of the improvement ");
        assertThat(latest().version()).isEqualTo(2);

        CommandLineRun worse = tune("third", "space.maxDepth=[1]", "publish.rule=not-worse");
        assertThat(worse.exitCode()).isZero();
        assertThat(worse.out())
                .contains("\npublish      version 2 of " + models + " stays: accuracy 0.69")
                .contains(", rule not-worse: it may be worse by at most 0\n");
        JsonNode decision = result("third").at("/publish");
        assertThat(decision.at("/decision").textValue()).isEqualTo("kept");
        assertThat(decision.at("/latest").intValue()).isEqualTo(2);
        assertThat(decision.at("/champion").intValue()).isEqualTo(2);
        assertThat(decision.at("/comparison/championScores").textValue()).isEqualTo("out-of-fold");
        assertThat(decision.at("/comparison/improvement").doubleValue()).isNegative();

        assertThat(tune("second", "space.maxDepth=[4]").out())
                .as("the same command publishes once")
                .contains(publishLine(better));
        assertThat(PublishedModel.history(models.toString()))
                .extracting(PublishedModel::version)
                .containsExactly(1, 2);
        assertThat(predictedRight(latest().load())).isEqualTo(100);
        assertThat(predictedRight(modelOfLatestJson())).isEqualTo(100);
    }

    @Test
    void onAnotherTableTheChampionIsScoredAgainByTheTextsOfItsLabels() {
        tune("first", "space.maxDepth=[4]");

        CommandLineRun run = tune(
                study("second", table(130)),
                "space.maxDepth=[4]",
                "publish.rule=not-worse",
                "data.label-order=alphabetDesc");

        assertThat(run.out())
                .contains("publish      version 2 of " + models
                        + ": accuracy 1.000 against 1.000 of version 1 on 130 rows of 3 folds: equal"
                        + " (95% interval of the improvement 0 to 0), rule not-worse\n");
        assertThat(result("second").at("/publish/comparison/championScores").textValue())
                .isEqualTo("rescored");
    }

    @Test
    void bothAreScoredOnTheRowsHeldOut() {
        tune(holdOut("first", TABLE), "space.maxDepth=[1]");
        StudyFolder staged = holdOut("second", table(130));
        staged.write("study.yaml", staged.read("study.yaml").replace("learner:", """
                pipeline:
                  - {name: VectorAssembler, params: {inputCols: [a, b], outputCol: both}}
                  - {name: StandardScaler, params: {inputCol: both, outputCol: features}}
                learner:"""));

        CommandLineRun run = tune(staged, "space.maxDepth=[4]");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("publish      version 2 of " + models + ": accuracy 1.000 against 0.")
                .contains(" of version 1 on 32 rows held out: better by 0.");
        JsonNode comparison = result("second").at("/publish/comparison");
        assertThat(comparison.at("/on").textValue()).isEqualTo("holdout");
        assertThat(comparison.at("/interval/0").doubleValue()).isPositive();
    }

    @Test
    void aChampionIsNotScoredOnHeldOutRowsThatItHasBeenTrainedOn() {
        tune(holdOut("first", TABLE), "space.maxDepth=[1]");

        CommandLineRun better = tune(holdOut("second", TABLE), "space.maxDepth=[4]", "publish.rule=not-worse");

        assertThat(better.out())
                .contains("publish      version 2 of " + models + ": accuracy 1.000 against 0.")
                .contains(" of version 1 on 25 rows held out by both runs: better by 0.")
                .contains(" (without an interval), rule not-worse\n");
        assertThat(result("second").at("/publish/comparison/championScores").textValue())
                .isEqualTo("out-of-fold");
        assertThat(result("second").at("/publish/comparison/on").textValue()).isEqualTo("holdout");
    }

    @Test
    void aLabelOfOneHeldOutRowLeavesTheComparisonWithoutAnInterval() {
        tune(ofRareLabel("first", 100), "space.maxDepth=[1]");

        CommandLineRun run = tune(ofRareLabel("second", 130), "space.maxDepth=[4]", "publish.rule=not-worse");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains(" rows held out: ").contains(" (without an interval), rule not-worse\n");
    }

    /** One of whose four rows with that label is held out. */
    private StudyFolder ofRareLabel(String name, int rows) {
        StudyFolder study = holdOut(name, table(rows) + "20,20,green\n".repeat(4));
        study.write(
                "study.yaml",
                study.read("study.yaml")
                        .replace("metric: accuracy", "metric: recallByLabel\n  metric-options: {metricLabel: green}")
                        .replace("scheme: hold-out", "scheme: stratified-hold-out"));
        return study;
    }

    private StudyFolder holdOut(String name, String table) {
        StudyFolder study = study(name, table);
        study.write("study.yaml", study.read("study.yaml").replace("folds: 3", "scheme: hold-out"));
        return study;
    }

    @Test
    void aChampionThatCannotTakeTheTableIsToldAndReplacedOnlyByRuleAlways() {
        tune("first", "space.maxDepth=[1]");
        StudyFolder renamed = study("second", TABLE.replace("a,b,kind", "c,b,kind"));

        CommandLineRun refused = tune(renamed, "space.maxDepth=[4]");

        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.err())
                .contains("\nhone: publish: undecided, version 1 of " + models
                        + " stays: version 1 cannot be scored on the study's rows: ")
                .contains("; publish.rule always publishes without a comparison\n");
        assertThat(renamed.json("status.json").at("/state").textValue()).isEqualTo("undecided");
        assertThat(renamed.json("status.json").at("/exitCode").intValue()).isEqualTo(5);
        assertThat(renamed.json("result.json").at("/publish/decision").textValue())
                .isEqualTo("undecided");
        assertThat(latest().version()).isEqualTo(1);

        CommandLineRun forced = tune(renamed, "space.maxDepth=[4]", "publish.rule=always");
        assertThat(forced.exitCode()).as(forced.err()).isZero();
        assertThat(latest().version()).isEqualTo(2);
    }

    @Test
    void aSearchStartsFromTheRunThatFoundTheLatestVersion() throws IOException {
        String[] learning = {"search.method=tpe", "search.trials=3", "search.warm-start=latest", "search.curves=false"};
        StudyFolder first = study("first", TABLE);
        assertThat(tune(first, learning).err())
                .contains("Warm start: 0 of 0 trials of " + models + " (nothing is published yet)\n");
        delete(first.out());

        CommandLineRun second = tune(study("second", TABLE), learning);

        assertThat(second.err()).contains("Warm start: 2 of 2 trials of " + models + "/v-000001-");
    }

    private PublishedModel latest() {
        return PublishedModel.latest(models.toString());
    }

    /** As a program does that has no Hone. */
    private PipelineModel modelOfLatestJson() {
        try {
            JsonNode latest =
                    new ObjectMapper().readTree(models.resolve("latest.json").toFile());
            return PipelineModel.load(
                    models.resolve(latest.at("/model").textValue()).toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private long predictedRight(PipelineModel model) {
        return model.transform(LocalSpark.session()
                        .read()
                        .option("header", true)
                        .option("inferSchema", true)
                        .csv(temporary.resolve("first/table.csv").toString()))
                .where("kind = predictedLabel")
                .count();
    }

    private CommandLineRun tune(String name, String... settings) {
        return tune(study(name, TABLE), settings);
    }

    private static CommandLineRun tune(StudyFolder study, String... settings) {
        return study.run(
                "tune",
                Stream.of(settings)
                        .flatMap(setting -> Stream.of("--set", setting))
                        .toArray(String[]::new));
    }

    private StudyFolder study(String name, String table) {
        StudyFolder study = StudyFolder.in(temporary.resolve(name));
        study.write("table.csv", table);
        study.write("study.yaml", study.text().replace("folds: 2", "folds: 3") + "publish: {path: " + models + "}\n");
        return study;
    }

    private JsonNode result(String name) {
        return new StudyFolder(temporary.resolve(name)).json("result.json");
    }

    private static String publishLine(CommandLineRun run) {
        return run.out()
                .lines()
                .filter(line -> line.startsWith("publish "))
                .findFirst()
                .orElseThrow();
    }

    private static String table(int rows) {
        return IntStream.range(0, rows)
                .mapToObj(row -> row % 10 + "," + (row * 7 + row / 10) % 13 + ","
                        + (row % 10 / 3 % 2 == 0 ? "red" : "blue") + "\n")
                .collect(Collectors.joining("", "a,b,kind\n", ""));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> all = files.sorted((one, other) -> other.compareTo(one)).toList();
            for (Path file : all) {
                Files.delete(file);
            }
        }
    }
}
