package dev.hone.driver.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A small study in a folder of its own, to be changed line by line and run. */
final class StudyFolder {
    private static final int ROWS_PER_CLASS = 6;

    private final Path folder;
    private final Map<String, String> lines = new LinkedHashMap<>();

    StudyFolder(Path folder) {
        this.folder = folder;
        file("table.csv", table());
        lines.put("name", "small");
        lines.put("data", "{path: table.csv, format: csv, label: kind}");
        lines.put("learner", "DecisionTreeClassifier");
        lines.put("space", "{maxDepth: [1, 2, 3]}");
        lines.put("search", "{method: grid}");
        lines.put("validation", "{metric: accuracy, folds: 3}");
        lines.put("output", "{path: " + folder.resolve("out") + "}");
    }

    /** Three classes of {@value #ROWS_PER_CLASS} rows; two features tell them apart. */
    private static String table() {
        StringBuilder table = new StringBuilder("a,b,kind\n");
        for (int row = 0; row < 3 * ROWS_PER_CLASS; row++) {
            int kind = row % 3;
            table.append(kind + row % 5 / 10.0).append(',').append(row % 7).append(',');
            table.append("low middle high".split(" ", -1)[kind]).append('\n');
        }
        return table.toString();
    }

    /** Writes a file into the folder. */
    StudyFolder file(String name, String content) {
        try {
            Files.writeString(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    /** Replaces a line of the study. */
    StudyFolder with(String key, String value) {
        lines.put(key, value);
        return this;
    }

    /** Takes a line away. */
    StudyFolder without(String key) {
        lines.remove(key);
        return this;
    }

    CommandLineRun tune(String... options) {
        StringBuilder study = new StringBuilder();
        lines.forEach(
                (key, value) -> study.append(key).append(": ").append(value).append('\n'));
        file("study.yaml", study.toString());
        return run("tune", path("study.yaml"), options);
    }

    CommandLineRun run(String command, String argument, String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = command;
        arguments[1] = argument;
        System.arraycopy(options, 0, arguments, 2, options.length);
        return CommandLineRun.of(arguments);
    }

    String path(String name) {
        return folder.resolve(name).toString();
    }

    Path output() {
        return folder.resolve("out");
    }

    /** What the run printed, without the folder's own path. */
    String plain(String printed) {
        return printed.replace(folder.toString(), "DIR");
    }
}
