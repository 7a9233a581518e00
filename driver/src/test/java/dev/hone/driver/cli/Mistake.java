package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * What somebody may get wrong in a {@link StudyFolder}.
 *
 * @param name what it is
 * @param study changes the study file
 * @param table changes the table
 * @param message the line that tells it; {@code {folder}}, {@code {study}} and {@code {table}} stand for the paths
 *     of the folder and its files
 * @param others makes further files
 */
record Mistake(
        String name,
        UnaryOperator<String> study,
        UnaryOperator<String> table,
        String message,
        Consumer<StudyFolder> others) {
    /** Stands in a message for words of Spark that tests need not repeat. */
    static final String ANYTHING = "{...}";

    Mistake(String name, UnaryOperator<String> study, UnaryOperator<String> table, String message) {
        this(name, study, table, message, folder -> {});
    }

    /** {@code wrong} instead of {@code right} in the study file; the message follows the name of the file. */
    static Mistake inStudy(String name, String right, String wrong, String message) {
        return new Mistake(name, text -> replaced(text, right, wrong), text -> text, "{study}, " + message);
    }

    /** Another learner and space, which begin on line 6. */
    static Mistake inLearner(String name, String lines, String message) {
        String right = "learner: DecisionTreeClassifier\nspace:\n  maxDepth: [1, 2]\n  minInfoGain: 0.0\n";
        return inStudy(name, right, lines, message);
    }

    /** Other values to try. */
    static Mistake inSpace(String name, String maxDepth, String message) {
        return inStudy(name, "maxDepth: [1, 2]", "maxDepth: " + maxDepth, "line 8, space.maxDepth" + message);
    }

    /** A further line of {@code search}. */
    static Mistake inSearch(String name, String line, String message) {
        return inStudy(name, "search:\n", "search:\n  " + line + "\n", message);
    }

    /** Other lines of {@code validation}. */
    static Mistake inValidation(String name, String lines, String message) {
        return inStudy(name, "  metric: accuracy\n  folds: 2\n", lines.indent(2), message);
    }

    /** {@code wrong} instead of {@code right} in the table. */
    static Mistake inTable(String name, String right, String wrong, String message) {
        return new Mistake(
                name, text -> text, text -> replaced(text, right, wrong), "{study}, line 2, data: " + message);
    }

    /** Stages before the learner, which begin on line 7, and no value to try. */
    static Mistake inPipeline(String name, String stages, String message) {
        return inStudy(
                name,
                "learner: DecisionTreeClassifier\nspace:\n  maxDepth: [1, 2]\n  minInfoGain: 0.0\n",
                "pipeline:\n" + stages + "\nlearner: DecisionTreeClassifier\n",
                message);
    }

    /** The table at another path and of another format; the message begins after the name of the study file and line 2. */
    static Mistake inFiles(String name, String path, String format, Consumer<StudyFolder> files, String message) {
        return new Mistake(
                name, text -> withFiles(text, path, format), text -> text, "{study}, line 2, data: " + message, files);
    }

    /** The label of libsvm has no name. */
    private static String withFiles(String text, String path, String format) {
        String moved = replaced(text, "path: table.csv\n  format: csv", "path: " + path + "\n  format: " + format);
        return format.equals("libsvm") ? replaced(moved, "  label: kind\n", "") : moved;
    }

    /** The same with a table of three classes. */
    Mistake onThreeClasses() {
        return on(StudyFolder.THREE_CLASSES);
    }

    /** The same with something else in the study file, too. */
    Mistake changed(String right, String wrong) {
        return new Mistake(name, text -> replaced(study.apply(text), right, wrong), table, message, others);
    }

    /** The same with another table. */
    Mistake on(String text) {
        return new Mistake(name, study, table -> text, message, others);
    }

    /** The same with rows that are weighted, on line 5, by one of the columns. */
    Mistake weighted() {
        return new Mistake(
                name, text -> study.apply(text).replace("  label:", "  weight: a\n  label:"), table, message, others);
    }

    void make(StudyFolder folder) {
        folder.write("study.yaml", study.apply(folder.text()));
        folder.write("table.csv", table.apply(StudyFolder.TABLE));
        others.accept(folder);
    }

    String told(StudyFolder folder) {
        return message.replace("{study}", folder.file().toString())
                .replace("{table}", folder.folder().resolve("table.csv").toString())
                .replace("{folder}", folder.folder().toString());
    }

    @Override
    public String toString() {
        return name;
    }

    private static String replaced(String text, String right, String wrong) {
        assertThat(text).contains(right);
        return text.replace(right, wrong);
    }
}
