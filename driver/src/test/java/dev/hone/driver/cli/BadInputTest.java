package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mistake is one line on stderr and exit code 2, and nothing is left behind. */
class BadInputTest {
    private static final String RANDOM = "{method: random, trials: 3}";

    @TempDir
    private Path temporary;

    private record Mistake(String name, UnaryOperator<StudyFolder> change, String message) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(inTheFile(), inTheSpace(), inTheSearch(), inTheValidation(), inTheTable())
                .flatMap(stream -> stream);
    }

    private static Stream<Mistake> inTheFile() {
        return Stream.of(
                new Mistake(
                        "not YAML",
                        study -> study.with("name", "[a"),
                        "DIR/study.yaml, line 2: not YAML (expected ',' or ']', but got :)"),
                new Mistake(
                        "unknown key",
                        study -> study.with("validation", "{metric: accuracy, fold: 3}"),
                        "DIR/study.yaml, line 6, validation.fold: unknown key (allowed: metric, metrics, metric-options,"
                                + " scheme, folds, repeats, shuffle, train-ratio, gap, max-train-size, test-size); did you"
                                + " mean 'folds'?"),
                new Mistake("missing key", study -> study.without("data"), "DIR/study.yaml, line 1: 'data' is missing"),
                new Mistake(
                        "name of another type",
                        study -> study.with("name", "[1]"),
                        "DIR/study.yaml, line 1, name: must be a text (value: [1])"));
    }

    private static Stream<Mistake> inTheSpace() {
        return Stream.of(
                new Mistake(
                        "unknown learner",
                        study -> study.with("learner", "DecisionTreeClasifier"),
                        "DIR/study.yaml, line 3, learner: Learner 'DecisionTreeClasifier' is not known (known: ...);"
                                + " did you mean 'DecisionTreeClassifier'?"),
                new Mistake(
                        "unknown param",
                        study -> study.with("space", "{maxDept: [2]}"),
                        "DIR/study.yaml, line 4, space.maxDept: DecisionTreeClassifier has no param 'maxDept' (params:"
                                + " ...); did you mean 'maxDepth'?"),
                new Mistake(
                        "value outside the param's validator",
                        study -> study.with("learner", "LogisticRegression").with("space", "{regParam: [-1]}"),
                        "DIR/study.yaml, line 4, space.regParam: LogisticRegression: param 'regParam' does not take -1"
                                + " (regularization parameter (>= 0))"),
                new Mistake(
                        "value of another type",
                        study -> study.with("space", "{maxDepth: [2.5]}"),
                        "DIR/study.yaml, line 4, space.maxDepth: DecisionTreeClassifier: param 'maxDepth' must be a whole"
                                + " number of 32 bits (value: 2.5)"),
                new Mistake(
                        "empty choice",
                        study -> study.with("space", "{maxDepth: []}"),
                        "DIR/study.yaml, line 4, space.maxDepth: Dimension 'maxDepth': a choice must have at least one"
                                + " value (values: [])"),
                new Mistake(
                        "reversed range",
                        study -> study.with("space", "{minInfoGain: {uniform: [1, 0.1]}}")
                                .with("search", RANDOM),
                        "DIR/study.yaml, line 4, space.minInfoGain: Dimension 'minInfoGain': low must be below high (low:"
                                + " 1, high: 0.1)"),
                new Mistake(
                        "log range from zero",
                        study -> study.with("space", "{minInfoGain: {log-uniform: [0, 0.1]}}")
                                .with("search", RANDOM),
                        "DIR/study.yaml, line 4, space.minInfoGain: Dimension 'minInfoGain': low of a log range must be"
                                + " above 0 (low: 0, high: 0.1)"),
                new Mistake(
                        "range of reals in a grid",
                        study -> study.with("space", "{minInfoGain: {uniform: [0, 1]}}"),
                        "DIR/study.yaml, line 4, space: Dimension 'minInfoGain': a grid needs a list of values or an int"
                                + " range (given: {uniform: [0.0, 1.0]})"));
    }

    private static Stream<Mistake> inTheSearch() {
        return Stream.of(
                new Mistake(
                        "unknown sampler",
                        study -> study.with("search", "{method: ranodm, trials: 3}"),
                        "DIR/study.yaml, line 5, search.method: must be one of grid, random, manual, sobol (value:"
                                + " ranodm); did you mean 'random'?"),
                new Mistake(
                        "no number of trials",
                        study -> study.with("search", "{method: sobol}"),
                        "DIR/study.yaml, line 5, search.trials: is missing; sobol search needs it"),
                new Mistake(
                        "trials of a grid",
                        study -> study.with("search", "{trials: 3}"),
                        "DIR/study.yaml, line 5, search.trials: belongs to random and sobol search; grid search has as"
                                + " many as it lists (value: 3)"),
                new Mistake(
                        "manual search without configs",
                        study -> study.without("space").with("search", "{method: manual}"),
                        "DIR/study.yaml, line 4, search.configs: is missing; manual search lists its trials there"));
    }

    private static Stream<Mistake> inTheValidation() {
        return Stream.of(
                new Mistake(
                        "unknown metric",
                        study -> study.with("validation", "{metric: acuracy}"),
                        "DIR/study.yaml, line 6, validation.metric: 'acuracy' is not known among the metrics of"
                                + " classifiers (allowed: ...); did you mean 'accuracy'?"),
                new Mistake(
                        "regression metric on a classifier",
                        study -> study.with("validation", "{metric: rmse}"),
                        "DIR/study.yaml, line 6, validation.metric: 'rmse' is no metric of classifiers (allowed: ...)"),
                new Mistake(
                        "metric of two classes on three",
                        study -> study.with("validation", "{metric: areaUnderROC}"),
                        "DIR/study.yaml, line 6, validation.metric: 'areaUnderROC' is for two classes (the label has 3)"),
                new Mistake(
                        "one fold",
                        study -> study.with("validation", "{metric: accuracy, folds: 1}"),
                        "DIR/study.yaml, line 6, validation.folds: must be at least 2 (value: 1)"),
                new Mistake(
                        "more folds than rows",
                        study -> study.with("validation", "{metric: accuracy, folds: 19, scheme: k-fold}"),
                        "DIR/study.yaml, line 6, validation: k-fold: folds must not exceed the number of rows (folds: 19,"
                                + " rows: 18)"),
                new Mistake(
                        "more folds than rows of a class",
                        study -> study.with("validation", "{metric: accuracy, folds: 7}"),
                        "DIR/study.yaml, line 6, validation: stratified-k-fold: folds must not exceed the number of rows"
                                + " of any class (folds: 7, rows of class 'low': 6)"),
                new Mistake(
                        "key of another scheme",
                        study -> study.with("validation", "{metric: accuracy, scheme: hold-out, folds: 3}"),
                        "DIR/study.yaml, line 6, validation.folds: has no use in scheme hold-out (keys of the scheme:"
                                + " train-ratio, shuffle)"));
    }

    private static Stream<Mistake> inTheTable() {
        return Stream.of(
                new Mistake(
                        "no such file",
                        study -> study.with("data", "{path: nope.csv, format: csv, label: kind}"),
                        "Data 'file:DIR/nope.csv': no such file or folder"),
                new Mistake(
                        "empty file",
                        study -> study.file("table.csv", ""),
                        "Data 'file:DIR/table.csv': must not be empty (size: 0 bytes)"),
                new Mistake(
                        "ragged file",
                        study -> study.file("table.csv", "a,b,kind\n1,2,x\n1,2\n"),
                        "Data 'file:DIR/table.csv', data row 2: must have 3 fields like the first line, each of its"
                                + " column's type (was: '1,2')"),
                new Mistake(
                        "missing label column",
                        study -> study.with("data", "{path: table.csv, format: csv, label: kin}"),
                        "Column 'kin': must be in the table (columns: a, b, kind); did you mean 'kind'?"),
                new Mistake(
                        "no label",
                        study -> study.with("data", "{path: table.csv, format: csv}"),
                        "DIR/study.yaml, line 2, data.label: is missing; name the column to predict"),
                new Mistake(
                        "label with one class",
                        study -> study.file("table.csv", "a,b,kind\n1,2,x\n3,4,x\n"),
                        "Column 'kind': a label must have at least two classes (classes: 'x')"),
                new Mistake(
                        "NaN in a feature",
                        study -> study.file("table.csv", "a,b,kind\n1,2,x\n3,NaN,y\n"),
                        "Column 'b', data row 2: a feature must be a finite number (was: NaN)"),
                new Mistake(
                        "missing value in a feature",
                        study -> study.file("table.csv", "a,b,kind\n1,2,x\n3,,y\n"),
                        "Column 'b', data row 2: a feature must be a finite number (was: null)"),
                new Mistake(
                        "text in a feature",
                        study -> study.file("table.csv", "a,b,kind\n1,2,x\n3,four,y\n"),
                        "Column 'b', data row 2: a feature must be a number (was: 'four'); list it under 'ignore', or"
                                + " encode it as numbers before"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void isOneLineAndLeavesNothingBehind(Mistake mistake) {
        StudyFolder study = mistake.change().apply(new StudyFolder(temporary));

        CommandLineRun run = study.tune();

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(study.plain(run.err())
                        .replaceAll("\\((known|params|allowed): \\w[\\w, ]{150,}[^)]*\\)", "($1: ...)"))
                .isEqualTo("hone: " + mistake.message() + System.lineSeparator());
        assertThat(study.output()).doesNotExist();
    }

    @Test
    void aFolderBelowAFileCannotBeWrittenTo() {
        StudyFolder study = new StudyFolder(temporary);

        CommandLineRun run = study.tune("--set", "output.path=" + study.path("table.csv") + "/out");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(study.plain(run.err()))
                .startsWith("hone: output.path: cannot ")
                .contains("DIR/table.csv/out")
                .hasLineCount(1);
    }

    @Test
    void aFolderOfAnotherStudyIsLeftAlone() throws Exception {
        StudyFolder study = new StudyFolder(temporary);
        assertThat(study.tune().exitCode()).isZero();
        byte[] result = Files.readAllBytes(study.output().resolve("result.json"));

        CommandLineRun run = study.with("space", "{maxDepth: [4]}").tune();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(study.plain(run.err()))
                .isEqualTo("hone: output.path: DIR/out holds another study ('small', or an earlier definition of this"
                        + " one); name another folder or remove it" + System.lineSeparator());
        assertThat(study.output().resolve("result.json")).hasBinaryContent(result);
    }
}
