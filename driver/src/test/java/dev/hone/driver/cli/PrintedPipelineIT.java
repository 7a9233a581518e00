package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.UserSession;
import dev.hone.driver.report.CompiledSnippets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java that a run prints, compiled and fitted on the raw table: it makes the saved model. */
class PrintedPipelineIT {
    private static final String LEARNER =
            "learner: DecisionTreeClassifier\nspace:\n  maxDepth: [1, 2]\n  minInfoGain: 0.0\n";

    @RegisterExtension
    static final UserSession SPARK = new UserSession(StudySession.configuration("printed", true));

    @TempDir
    private Path temporary;

    @TempDir
    private Path classes;

    private StudyFolder folder = new StudyFolder(Path.of(""));

    @BeforeEach
    void makeStudy() {
        folder = StudyFolder.in(temporary);
    }

    @Test
    void aTableOfNumbersIsAssembledAndItsLabelIndexed() throws ReflectiveOperationException {
        assertThat(names(fit()))
                .containsExactly("labelIndexer", "assembler", "DecisionTreeClassificationModel", "labelText");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{name: LogisticRegression, space: {thresholds: [[0.5, 0.5]], lowerBoundsOnCoefficients: [[[-9, -9]]],"
                        + " upperBoundsOnIntercepts: [[5]]}}",
                "{name: OneVsRest, space: {classifier: [LinearSVC], classifier.maxIter: 5}}"
            })
    void otherLearnersAreFittedAsTheyWereTuned(String learner) throws ReflectiveOperationException {
        study("", "learner: [" + learner + "]\n");
        fit();
    }

    @Test
    void stagesComeBetweenWithTheirColumns() throws ReflectiveOperationException {
        study("", """
                pipeline:
                  - {name: Bucketizer, params: {inputCol: b, outputCol: "b part", splits: [-Infinity, 2, 5, Infinity]}}
                  - {name: OneHotEncoder, params: {inputCols: ["b part"], outputCols: [bKinds]}}
                  - {name: VectorAssembler, as: labelIndexer, params: {inputCols: [a, bKinds], outputCol: all}}
                  - {name: UnivariateFeatureSelector, params: {featuresCol: all, outputCol: selected, featureType: categorical, labelType: categorical, selectionThreshold: 2}}
                  - {name: ElementwiseProduct, params: {inputCol: selected, outputCol: scaled, scalingVec: [2, 3]}}
                learner: DecisionTreeClassifier
                space: {maxDepth: [1, 2]}
                """);

        assertThat(names(fit())).hasSize(8).startsWith("labelIndexer", "Bucketizer");
    }

    @Test
    void columnsThatAreTakenHaveOtherNames() throws ReflectiveOperationException {
        folder.write("table.csv", StudyFolder.TABLE.replace("a,b,kind", "features,prediction,kind"));
        fit();
    }

    @Test
    void namesThatSparkCannotBeGivenAreCopied() throws ReflectiveOperationException {
        folder.write("table.csv", StudyFolder.TABLE.replace("a,b,kind", "a.x,b`y,my.kind"));
        folder.write("study.yaml", folder.text().replace("label: kind", "label: my.kind"));
        fit();
    }

    @Test
    void soAreAQuantityAndAWeight() throws ReflectiveOperationException {
        folder.write(
                "table.csv",
                StudyFolder.TABLE
                        .replace("a,b,kind", "a.x,b.y,kind")
                        .replace("red", "3.5")
                        .replace("blue", "4"));
        folder.write(
                "study.yaml",
                folder.text()
                        .replace("label: kind", "label: b.y\n  weight: a.x")
                        .replace("DecisionTreeClassifier", "DecisionTreeRegressor")
                        .replace("accuracy", "rmse"));
        fit();
    }

    @Test
    void aStatementThatListsColumnsHandsOnABooleanLabelAndAWeight() throws ReflectiveOperationException {
        folder.write("table.csv", StudyFolder.TABLE.replace("red", "true").replace("blue", "false"));
        study("  weight: a\n  label-order: [true, false]\n", """
                pipeline:
                  - {name: SQLTransformer, params: {statement: SELECT b * b AS square FROM __THIS__}}
                learner: DecisionTreeClassifier
                space: {maxDepth: [1, 2]}
                """);
        fit();
    }

    @Test
    void theDotOfAFormulaStandsForTheSameColumns() throws ReflectiveOperationException {
        study("  weight: a\n", """
                pipeline:
                  - {name: RFormula, params: {formula: kind ~ ., featuresCol: all, labelCol: response}}
                learner: DecisionTreeClassifier
                space: {maxDepth: [1, 2]}
                """);
        fit();
    }

    @Test
    void aRunThatFindsItsModelSavedAndAReportPrintTheSame() {
        String first = folder.run("tune").out();

        assertThat(folder.run("tune").out()).isEqualTo(first);
        assertThat(CommandLineRun.of("report", folder.out().toString()).out())
                .contains(first.substring(0, first.indexOf("\nmodel  ")));
    }

    private void study(String data, String learner) {
        folder.write(
                "study.yaml",
                folder.text()
                        .replace("  label: kind\n", "  label: kind\n" + data)
                        .replace(LEARNER, learner));
    }

    /** Runs the study, fits the printed pipeline, and compares with the saved one. */
    private PipelineModel fit() throws ReflectiveOperationException {
        CommandLineRun run = folder.run("tune", StudyFolder.ALLOW_SQL);
        assertThat(run.exitCode()).as(run.err()).isZero();
        String out = run.out();
        String snippet = out.substring(out.indexOf("import "), out.indexOf("\nmodel  "));
        Pipeline pipeline = (Pipeline) CompiledSnippets.run(snippet, classes);
        PipelineModel fitted = pipeline.fit(table());
        PipelineModel saved = PipelineModel.load(folder.out().resolve("model").toString());
        assertThat(predictions(fitted, saved)).as(snippet).isEqualTo(predictions(saved, saved));
        return saved;
    }

    private Dataset<Row> table() {
        return UserSession.session()
                .read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(folder.folder().resolve("table.csv").toString())
                .coalesce(1);
    }

    /** What a model predicts, in the columns that the saved one names. */
    private List<String> predictions(PipelineModel model, PipelineModel saved) {
        List<String> columns = Stream.of("prediction", "prediction_1", "probability", "predictedLabel")
                .filter(List.of(saved.transform(table()).columns())::contains)
                .toList();
        return model.transform(table()).collectAsList().stream()
                .map(row -> columns.stream()
                        .map(column -> rounded(row.getAs(column)))
                        .toList()
                        .toString())
                .toList();
    }

    private static String rounded(Object value) {
        if (value instanceof Vector vector) {
            return Arrays.stream(vector.toArray())
                    .mapToObj(PrintedPipelineIT::rounded)
                    .toList()
                    .toString();
        }
        return value instanceof Double number ? "%.5f".formatted(number + 0.0) : String.valueOf(value);
    }

    private static List<String> names(PipelineModel model) {
        return Arrays.stream(model.stages())
                .map(stage -> stage.getClass().getSimpleName().endsWith("ClassificationModel")
                        ? stage.getClass().getSimpleName()
                        : stage.uid())
                .toList();
    }
}
