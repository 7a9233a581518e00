package dev.hone.driver.cli;

import static dev.hone.driver.cli.Mistake.inSearch;
import static dev.hone.driver.cli.Mistake.inSpace;
import static dev.hone.driver.cli.Mistake.inStudy;
import static dev.hone.driver.cli.Mistake.inTable;
import static dev.hone.driver.cli.Mistake.inValidation;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.ranking.Objective.Direction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Whatever is wrong with a study, its table or its output folder: one clear line, exit 2, and nothing left behind. */
class BadInputTest extends MistakeContract {
    private static final String CLASSIFIER_METRICS = "f1, accuracy, weightedPrecision, weightedRecall,"
            + " weightedTruePositiveRate, weightedFalsePositiveRate, weightedFMeasure, truePositiveRateByLabel,"
            + " falsePositiveRateByLabel, precisionByLabel, recallByLabel, fMeasureByLabel, logLoss, hammingLoss,"
            + " areaUnderROC, areaUnderPR";
    private static final String TIME = "must match ^(?=.)([0-9]{1,9}h)?([0-9]{1,9}m)?([0-9]{1,9}s)?$, such as 1h30m";
    private static final String FIELDS = "must have 3 fields like the first line, each of its column's type";

    static Stream<Mistake> mistakes() {
        return Stream.of(files(), keys(), searches(), validations(), tables()).flatMap(mistakes -> mistakes);
    }

    private static Stream<Mistake> files() {
        UnaryOperator<String> same = text -> text;
        return Stream.of(
                new Mistake(
                        "an empty file",
                        text -> "",
                        same,
                        "{study}, line 1: must be a mapping of keys to values (value: nothing)"),
                new Mistake(
                        "a list",
                        text -> "- a\n- b\n",
                        same,
                        "{study}, line 1: must be a mapping of keys to values (value: [\"a\",\"b\"])"),
                inStudy("not YAML", "name: tiny", "name: [tiny", "line 2: not YAML (expected ',' or ']', but got :)"),
                inStudy(
                        "a tab",
                        "  path: table.csv",
                        "\tpath: table.csv",
                        "line 3: not YAML (found character '\\t(TAB)' that cannot start any token. (Do not use"
                                + " \\t(TAB) for indentation))"),
                inStudy(
                        "a second document",
                        "output:",
                        "---\noutput:",
                        "line 15: not YAML (but found another document)"),
                inStudy(
                        "a value within itself",
                        "name: tiny",
                        "name: &x [*x]",
                        "line 1, name.0: a value must not contain itself"),
                inStudy(
                        "a key twice",
                        "learner:",
                        "name: again\nlearner:",
                        "line 6, name: must be given once (first on line 1)"),
                inStudy("a key that is no text", "name: tiny", "[a, b]: tiny", "line 1: a key must be a text"));
    }

    private static Stream<Mistake> keys() {
        return Stream.of(
                inStudy("no name", "name: tiny\n", "", "line 1: 'name' is missing"),
                inStudy("no learner", "learner: DecisionTreeClassifier\n", "", "line 1: 'learner' is missing"),
                inStudy("no metric", "  metric: accuracy\n", "", "line 12, validation: 'metric' is missing"),
                inStudy(
                        "a name that is no file name",
                        "name: tiny",
                        "name: ../tiny",
                        "line 1, name: must match ^[A-Za-z0-9][A-Za-z0-9._-]*$, such as iris-forest (value: ../tiny)"),
                inStudy(
                        "an unknown key",
                        "validation:",
                        "validatoin:",
                        "line 12, validatoin: unknown key (allowed: name, data, learner, pipeline, space, search, validation,"
                                + " publish, output); did you mean 'validation'?"),
                inStudy(
                        "an unknown key further below",
                        "folds: 2",
                        "fold: 2",
                        "line 14, validation.fold: unknown key (allowed: metric, metrics, metric-options, scheme,"
                                + " folds, repeats, shuffle, train-ratio, confirm, gap, max-train-size, test-size);"
                                + " did you mean 'folds'?"),
                inStudy(
                        "a text for a number",
                        "folds: 2",
                        "folds: many",
                        "line 14, validation.folds: must be a whole number (value: many)"),
                inStudy("nothing", "path: table.csv", "path:", "line 3, data.path: must be a text (value: nothing)"),
                inStudy(
                        "a text for a list",
                        "label: kind",
                        "ignore: kind",
                        "line 5, data.ignore: must be a list (value: kind)"),
                inStudy(
                        "an empty list",
                        "label: kind",
                        "features: []",
                        "line 5, data.features: must have at least 1 item (value: [])"),
                inStudy(
                        "an unknown format",
                        "format: csv",
                        "format: cvs",
                        "line 4, data.format: must be one of csv, libsvm, parquet, orc, json, table (value: cvs); did"
                                + " you mean 'csv'?"),
                inStudy(
                        "no label named",
                        "  label: kind\n",
                        "",
                        "line 2, data.label: is missing; name the column to predict"),
                inStudy(
                        "options of a table's reader",
                        "path: table.csv\n  format: csv\n",
                        "path: events\n  format: table\n  options: {mode: FAILFAST}\n",
                        "line 2, data: The format table must have no options, which are of a file's reader (options: mode)"),
                inStudy(
                        "a column in two roles",
                        "label: kind",
                        "label: kind\n  ignore: [kind]",
                        "line 2, data: Column 'kind': must be named once (named under: label, ignore)"));
    }

    private static Stream<Mistake> searches() {
        return Stream.of(
                inSearch(
                        "an unknown sampler",
                        "method: rondom",
                        "line 11, search.method: must be one of grid, manual, auto, cma-es, gp, random, sobol, tpe"
                                + " (value: rondom); did you mean 'random'?"),
                inSearch(
                        "no number of trials",
                        "method: random",
                        "line 10, search.trials: is missing; random search needs it"),
                inSearch(
                        "trials of a grid",
                        "method: grid\n  trials: 3",
                        "line 12, search.trials: belongs to searches that draw or propose; grid search has as many as"
                                + " it lists (value: 3)"),
                inSearch(
                        "neither trials nor time",
                        "method: auto",
                        "line 10, search.trials: is missing; auto search needs it or a time-limit"),
                inStudy(
                        "texts for cma-es",
                        "search:\n",
                        "  impurity: [gini, entropy]\nsearch:\n  method: cma-es\n  trials: 3\n",
                        "line 12, search.method: CMA-ES takes one learner and ranges or lists of numbers only (dimension:"
                                + " impurity); use gp, tpe or auto"),
                inSearch("no trial", "trials: 0", "line 11, search.trials: must be at least 1 (value: 0)"),
                inSearch(
                        "a word for a time",
                        "time-limit: soon",
                        "line 11, search.time-limit: " + TIME + " (value: soon)"),
                inSearch(
                        "a time that is too long",
                        "time-limit: 9999999999999999h",
                        "line 11, search.time-limit: " + TIME + " (value: 9999999999999999h)"),
                inSearch(
                        "no time for a trial",
                        "trial-timeout: 0s",
                        "line 11, search.trial-timeout: Trial timeout must be positive (timeout: PT0S)"),
                inSearch(
                        "a word for the time of a trial",
                        "trial-timeout: long",
                        "line 11, search.trial-timeout: " + TIME + " (value: long)"),
                inSearch(
                        "no time",
                        "time-limit: 0s",
                        "line 11, search.time-limit: Time limit must be positive (limit: PT0S)"),
                inStudy(
                        "a seed that is too large",
                        "seed: 7",
                        "seed: 99999999999999999999",
                        "line 11, search.seed: must be a whole number of 64 bits (value: 99999999999999999999)"),
                inSearch(
                        "configs of a grid",
                        "configs: [{maxDepth: 1}]",
                        "line 11, search.configs: belongs to method manual (method: grid)"),
                inSearch(
                        "manual search with a space",
                        "method: manual",
                        "line 7, space: has no use in manual search, whose trials are listed in search.configs"),
                inStudy(
                        "manual search without configs",
                        "space:\n  maxDepth: [1, 2]\n  minInfoGain: 0.0\nsearch:\n",
                        "search:\n  method: manual\n",
                        "line 7, search.configs: is missing; manual search lists its trials there"),
                inStudy(
                        "a config with an unknown param",
                        "space:\n  maxDepth: [1, 2]\n  minInfoGain: 0.0\nsearch:\n",
                        "search:\n  method: manual\n  configs:\n    - maxDepth: 2\n    - maxDept: 3\n",
                        "line 11, search.configs.1.maxDept: DecisionTreeClassifier has no param 'maxDept' (params: "
                                + BadSpaceTest.TREE_PARAMS + "); did you mean 'maxDepth'?"),
                inSpace(
                        "a grid with too many points",
                        "{int: [1, 9007199254740992]}",
                        ": DecisionTreeClassifier: param 'maxDepth' must be a whole number of 32 bits (value:"
                                + " 9007199254740992)"),
                inStudy(
                        "a grid with more points than a study can hold",
                        "maxDepth: [1, 2]",
                        "seed: {int: [1, 4000000000]}",
                        "line 7, space: a grid must have at most 2147483647 points (points: 4000000000); use random"
                                + " search"));
    }

    private static Stream<Mistake> validations() {
        return Stream.of(
                inValidation(
                        "an unknown metric",
                        "metric: acuracy",
                        "line 13, validation.metric: 'acuracy' is not known among the metrics of classifiers (allowed: "
                                + CLASSIFIER_METRICS + "); did you mean 'accuracy'?"),
                inValidation(
                        "a regression metric of a classifier",
                        "metric: rmse",
                        "line 13, validation.metric: 'rmse' is no metric of classifiers (allowed: " + CLASSIFIER_METRICS
                                + ")"),
                inValidation(
                        "a further metric of another kind",
                        "metric: f1\nmetrics: [silhouette]",
                        "line 14, validation.metrics: 'silhouette' is no metric of classifiers (allowed: "
                                + CLASSIFIER_METRICS + ")"),
                inValidation(
                        "an option that its metric refuses",
                        "metric: f1\nmetric-options: {beta: 0}",
                        "line 14, validation.metric-options.beta: Metric option 'beta': must be > 0 (was: 0.0)"),
                inValidation(
                        "one fold", "metric: f1\nfolds: 1", "line 14, validation.folds: must be at least 2 (value: 1)"),
                inValidation(
                        "all rows for training",
                        "metric: f1\nscheme: hold-out\ntrain-ratio: 1",
                        "line 15, validation.train-ratio: must be below 1 (value: 1)"),
                inValidation(
                        "an unknown scheme",
                        "metric: f1\nscheme: kfold",
                        "line 14, validation.scheme: must be one of k-fold, stratified-k-fold, group-k-fold,"
                                + " stratified-group-k-fold, time-series-split, repeated-k-fold, repeated-stratified-k-fold, hold-out,"
                                + " stratified-hold-out, fold-column (value: kfold); did you mean 'k-fold'?"),
                inValidation(
                        "a key of another scheme",
                        "metric: f1\nscheme: hold-out\nfolds: 3",
                        "line 15, validation.folds: has no use in scheme hold-out (keys of the scheme: train-ratio,"
                                + " shuffle)"),
                inValidation(
                        "groups without their column",
                        "metric: f1\nscheme: group-k-fold",
                        "line 14, validation.scheme: group-k-fold needs the column that groups rows, under data.group"),
                inValidation(
                        "more folds than rows",
                        "metric: f1\nfolds: 13",
                        "line 14, validation.folds: stratified-k-fold: folds must not exceed the number of rows (folds:"
                                + " 13, rows: 12)"),
                inValidation(
                        "more folds than rows of a class",
                        "metric: f1\nfolds: 7",
                        "line 14, validation.folds: stratified-k-fold: folds must not exceed the number of rows of every"
                                + " class (folds: 7, rows of the largest class: 6)"),
                inValidation(
                                "a metric of two classes for three",
                                "metric: areaUnderROC",
                                "line 13, validation.metric: 'areaUnderROC' is for two classes (the label has 3)")
                        .onThreeClasses());
    }

    private static Stream<Mistake> tables() {
        return Stream.of(
                inStudy(
                        "no such table",
                        "path: table.csv",
                        "path: tabel.csv",
                        "line 2, data: Data 'file:{folder}/tabel.csv': no such file or folder"),
                inStudy(
                        "a label that is not there",
                        "label: kind",
                        "label: kinds",
                        "line 2, data: Column 'kinds': must be in the table (columns: a, b, kind); did you mean"
                                + " 'kind'?"),
                new Mistake(
                        "a label of one class",
                        text -> text,
                        text -> text.replace("blue", "red"),
                        "{study}, line 2, data: Column 'kind': a label must have at least two classes (classes:"
                                + " 'red')"),
                inTable(
                        "an empty feature",
                        "4,6.5,red",
                        "4,,red",
                        "Column 'b', data row 5: a feature must be a finite number (was: null); fill missing"
                                + " values by an Imputer under 'pipeline'"),
                inTable(
                        "NaN in a feature",
                        "4,6.5,red",
                        "4,NaN,red",
                        "Column 'b', data row 5: a feature must be a finite number (was: NaN); fill missing"
                                + " values by an Imputer under 'pipeline'"),
                inTable(
                        "a text in a feature",
                        "4,6.5,red",
                        "4,much,red",
                        "Column 'b', data row 5: a feature must be a number (was: 'much'); list it under 'ignore', or"
                                + " encode it by a StringIndexer under 'pipeline'"),
                inTable(
                        "a row with a field less",
                        "4,6.5,red",
                        "4,6.5",
                        "Data 'file:{table}', data row 5: " + FIELDS + " (was: '4,6.5')"),
                inTable(
                        "a row with a field more",
                        "4,6.5,red",
                        "4,6.5,red,1",
                        "Data 'file:{table}', data row 5: " + FIELDS + " (was: '4,6.5,red,1')"),
                new Mistake(
                        "an empty table",
                        text -> text,
                        text -> "",
                        "{study}, line 2, data: Data 'file:{table}': must not be empty (size: 0 bytes)"),
                new Mistake(
                        "a header without rows",
                        text -> text,
                        text -> "a,b,kind\n",
                        "{study}, line 2, data: Data 'file:{table}': must have at least one row (rows: 0)"));
    }

    @Test
    void noSuchStudyFile() {
        assertThat(CommandLineRun.of("tune", "studies/none.yaml"))
                .isEqualTo(new CommandLineRun(2, "", "hone: studies/none.yaml: no such file\n"));
        assertThat(CommandLineRun.of("tune", "file:/studies/none.yaml"))
                .isEqualTo(new CommandLineRun(2, "", "hone: file:/studies/none.yaml: no such file\n"));
    }

    @Test
    void aStudyFileThatCannotBeRead() throws IOException {
        Path binary = temporary().resolve("binary.yaml");
        Files.write(binary, new byte[] {'a', ':', ' ', (byte) 0xff});

        assertThat(CommandLineRun.of("tune", temporary().toString()).err())
                .isEqualTo("hone: " + temporary() + ": cannot be read (Is a directory)\n");
        assertThat(CommandLineRun.of("tune", binary.toString()).err())
                .isEqualTo("hone: " + binary + ": not YAML (no text in UTF-8)\n");
        assertThat(CommandLineRun.of("tune", "gopher://host/study.yaml").err())
                .isEqualTo("hone: gopher://host/study.yaml: cannot be read (No FileSystem for scheme \"gopher\")\n");
    }

    @Test
    void anOutputFolderThatHoldsAnotherStudy() {
        try (OutputFolder out = OutputFolder.at(folder().out().toString(), new Configuration())) {
            Objective objective = new Objective("f1", Direction.MAXIMIZE);
            StudyJournal.open(out, new StudyIdentity("other", "digest", "data", objective), Clock.systemUTC());
        }

        assertRefusedOutput(folder().out()
                + " holds another study ('other', or an earlier definition of this one); name another folder"
                + " or remove it");
        assertThat(folder().out()).isDirectoryNotContaining(file -> !file.endsWith("journal"));
    }

    @Test
    void anOutputFolderWithOtherFiles() throws IOException {
        Files.createDirectory(folder().out());
        Files.writeString(folder().out().resolve("thesis.txt"), "precious");

        assertRefusedOutput(folder().out() + " is not empty and holds no study; name another folder or empty it");
        assertThat(folder().out()).isDirectoryNotContaining(file -> !file.endsWith("thesis.txt"));
    }

    @Test
    void anOutputFolderThatIsAFile() throws IOException {
        Files.writeString(folder().out(), "precious");

        assertRefusedOutput(folder().out() + " is a file; name a folder");
        assertThat(folder().out()).hasContent("precious");
    }

    @Test
    void anOutputFolderThatCannotBeWrittenTo() {
        folder().write("study.yaml", folder().text().replace("/out", "/table.csv/out"));

        assertRefusedOutput("cannot write to " + temporary() + "/table.csv/out (Parent path is not a directory: file:"
                + temporary() + "/table.csv)");
        assertThat(temporary().resolve("table.csv")).hasContent(StudyFolder.TABLE);
    }

    /** Nobody may make a folder there, an administrator neither. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void anOutputFolderOnADiskThatMayNotBeWrittenToIsNoMistakeOfTheStudy() {
        folder().write("study.yaml", folder().text().replace(folder().out().toString(), "/sys/out"));

        CommandLineRun run = folder().run("tune");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .matches(
                        "hone: Cannot write to /sys/out: (Operation not permitted|Permission denied|Read-only file system);"
                                + " make it writable and run the same again, which continues\n");
    }

    @Test
    void anOutputFolderOnNoKnownFileSystem() {
        folder().write("study.yaml", folder().text().replace(folder().out().toString(), "gopher://host/out"));

        assertRefusedOutput("cannot use gopher://host/out (No FileSystem for scheme \"gopher\")");
    }

    private void assertRefusedOutput(String reason) {
        assertThat(folder().run("tune"))
                .isEqualTo(new CommandLineRun(
                        2, "", "hone: " + folder().file() + ", line 16, output.path: " + reason + "\n"));
    }
}
