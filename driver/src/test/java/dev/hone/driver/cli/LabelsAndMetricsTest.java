package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Options that name a label speak of the table's labels; only the objective decides; rare classes are warned of. */
class LabelsAndMetricsTest {
    /** Where x is 0 the majority has label 1, so that label 2 is never predicted and label 3 always is. */
    private static final String GRADES = "x,grade\n" + rows(6, "0,1") + rows(4, "0,2") + rows(4, "9,3");

    @TempDir
    private Path temporary;

    private StudyFolder study = new StudyFolder(Path.of(""));

    @BeforeEach
    void makeStudy() {
        study = StudyFolder.in(temporary);
    }

    @ParameterizedTest
    @CsvSource({"1, 1.0", "2, 0.0", "3, 1.0", "1.0, 1.0", "'\"2\"', 0.0"})
    void theMetricLabelIsALabelOfTheTableNotAnIndex(String label, String recall) {
        recallOf(GRADES, label);

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(study.json("result.json").at("/best/score").asText()).isEqualTo(recall);
    }

    @Test
    void theMetricLabelMayBeAText() {
        recallOf(GRADES.replace(",1\n", ",alba\n").replace(",2\n", ",rosea\n").replace(",3\n", ",viridis\n"), "rosea");

        assertThat(study.run("tune").exitCode()).isZero();
        assertThat(study.json("result.json").at("/best/score").asDouble()).isZero();
    }

    @Test
    void aLabelThatTheTableHasNotIsRefusedWithThoseItHas() {
        recallOf(GRADES, "4");

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .endsWith(
                        "validation.metric-options.metricLabel: must be a label of the table (value: 4, labels: 1, 2, 3)\n");
    }

    @Test
    void aMetricLabelIsOfNoUseToARegressor() {
        sales("rmse", "metric-options: {metricLabel: 1}");

        assertThat(study.run("validate").err())
                .endsWith("validation.metric-options.metricLabel: has no use, since only classifiers have classes\n");
    }

    @Test
    void validatePrintsTheLabelsInTheOrderOfThresholds() {
        recallOf(GRADES, "3");

        assertThat(study.run("validate").out()).contains("14 rows, 1 features, 3 classes (1, 2, 3)\n");
    }

    @ParameterizedTest
    @CsvSource({"DecisionTreeClassifier, thresholds", "SupportVectorClassifier, classWeights"})
    void paramsByClassHaveOneValuePerLabel(String learner, String param) throws IOException {
        recallOf(GRADES, "3");
        study.write(
                "study.yaml",
                Files.readString(study.file())
                        .replace("DecisionTreeClassifier", learner)
                        .replaceAll("maxDepth: .*\\n.*\\n", param + ": [[0.2, 0.3, 0.5], [0.5, 0.5]]\n"));

        CommandLineRun run = study.run("validate");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .endsWith(learner + ": param '" + param + "' must have one value per label, in the order 1, 2, 3"
                        + " (value: [0.5, 0.5])\n");
    }

    @Test
    void aMetricThatIsOnlyReportedIsEmptyWhereItIsUndefined() {
        sales("rmse", "metrics: [r2]");

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(study.json("result.json").at("/best/metrics/rmse").isNumber())
                .isTrue();
        assertThat(study.json("result.json").at("/best/metrics/r2").isNull()).isTrue();
        assertThat(study.leaderboard().get(1)).endsWith(",,,fast,,");
        assertThat(run.out().lines().filter(line -> line.startsWith("   1 "))).allMatch(line -> line.contains(" - "));
        assertThat(CommandLineRun.of("report", study.out().toString()).out()).contains(" - ");
        assertThat(study.run("tune").exitCode()).as("from the journal").isZero();
        assertThat(study.json("result.json").at("/best/metrics/r2").isNull()).isTrue();
    }

    @Test
    void anObjectiveThatIsUndefinedFailsItsTrialsWithFoldAndReason() {
        sales("r2", "metrics: [rmse]");

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains("1 x SCORE_NOT_FINITE: r2 is not defined on fold 1: all test rows have the label 5\n");
    }

    @Test
    void aModelOfNaNsNeverWins() {
        study.write(
                "table.csv",
                "big,y\n"
                        + IntStream.range(1, 13)
                                .mapToObj(row -> row + "e299," + row % 2)
                                .collect(Collectors.joining("\n", "", "\n")));
        study.write(
                "study.yaml",
                study.text()
                        .replace("label: kind", "label: y")
                        .replace(
                                "learner: DecisionTreeClassifier\nspace:\n  maxDepth: [1, 2]\n  minInfoGain: 0.0\n",
                                "learner: [LogisticRegression, LinearSVC]\n"));

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.out())
                .contains(
                        "1 x TRAINING_FAILED: init value should <= bound\n",
                        "1 x MODEL_NOT_FINITE: LinearSVCModel: coefficients must be finite numbers (value: NaN); scale"
                                + " features, label or weights\n");
    }

    @Test
    void aClassWithFewerRowsThanFoldsIsWarnedOfAndTheStudyGoesOn() {
        study.write("table.csv", StudyFolder.TABLE + "5,5.0,green\n");
        study.write(
                "study.yaml",
                study.text()
                        .replace(
                                "metric: accuracy",
                                "metric: accuracy\n  metrics: [f1, logLoss, weightedFalsePositiveRate]"));

        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err())
                .contains(
                        "hone: warning: stratified-k-fold: each class should have as many rows as there are folds, or some"
                                + " folds test none of it (folds: 2, rows of class 'green': 1)\n");
        assertThat(study.json("result.json").at("/best/metrics"))
                .allSatisfy(metric -> assertThat(metric.isNumber()).isTrue());
    }

    @Test
    void stratifiedGroupsAreNeverSplit() {
        study.write("table.csv", StudyFolder.TABLE);
        study.write(
                "study.yaml",
                study.text()
                        .replace("label: kind", "label: kind\n  group: a")
                        .replace("folds: 2", "folds: 2\n  scheme: stratified-group-k-fold"));

        assertThat(study.run("validate", "--set", "validation.shuffle=false").out())
                .contains("folds     2 (stratified-group-k-fold)\n");
        CommandLineRun run = study.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(study.json("result.json").at("/best/foldScores")).hasSize(2);
    }

    private void recallOf(String table, String label) {
        study.write("table.csv", table);
        study.write(
                "study.yaml",
                study.text()
                        .replace("label: kind", "label: grade")
                        .replace(
                                "metric: accuracy",
                                "metric: recallByLabel\n  shuffle: false\n  metric-options: {metricLabel: " + label
                                        + "}"));
    }

    /** All of part 1 were sold at 5. */
    private void sales(String metric, String further) {
        study.write("table.csv", "x,sold,part\n1,3,0\n2,4,0\n3,6,0\n4,5,1\n5,5,1\n6,5,1\n7,9,2\n8,11,2\n9,10,2\n");
        study.write(
                "study.yaml",
                study.text()
                        .replace("label: kind", "label: sold\n  fold: part")
                        .replace(
                                "learner: DecisionTreeClassifier\nspace:\n  maxDepth: [1, 2]\n  minInfoGain: 0.0\n",
                                "learner: LinearRegression\n")
                        .replace("metric: accuracy\n  folds: 2", "metric: " + metric + "\n  " + further));
    }

    private static String rows(int count, String row) {
        return (row + "\n").repeat(count);
    }
}
