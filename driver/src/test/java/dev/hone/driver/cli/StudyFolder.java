package dev.hone.driver.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A folder with a small table of two or three classes and a study of it; results go to {@code out} beside them. */
record StudyFolder(Path folder) {
    /** A cell of a csv file, quoted or not. */
    private static final String CELL = "(?:\"[^\"]*\"|[^,\"]*)";

    /** Twelve rows of two classes, six of each. */
    static final String TABLE = """
            a,b,kind
            0,0.5,red
            1,7.5,blue
            2,3.5,red
            3,10.5,blue
            4,6.5,red
            0,2.5,blue
            1,9.5,red
            2,5.5,blue
            3,1.5,red
            4,8.5,blue
            0,4.5,red
            1,0.5,blue
            """;

    /** The same with four rows of each of three classes. */
    static final String THREE_CLASSES = TABLE.replace("2,5.5,blue", "2,5.5,green")
            .replace("4,6.5,red", "4,6.5,green")
            .replace("3,10.5,blue", "3,10.5,green")
            .replace("0,4.5,red", "0,4.5,green");

    /** Of commands on studies with a stage that runs SQL. */
    static final String ALLOW_SQL = "--allow-sql";

    private static final String STUDY = """
            name: tiny
            data:
              path: table.csv
              format: csv
              label: kind
            learner: DecisionTreeClassifier
            space:
              maxDepth: [1, 2]
              minInfoGain: 0.0
            search:
              seed: 7
            validation:
              metric: accuracy
              folds: 2
            output:
              path: OUT
            """;

    static StudyFolder in(Path folder) {
        StudyFolder study = new StudyFolder(folder);
        folder.toFile().mkdirs();
        study.write("table.csv", TABLE);
        study.write("study.yaml", study.text());
        return study;
    }

    /** The study file as it is before anybody changes it. */
    String text() {
        return STUDY.replace("OUT", out().toString());
    }

    Path out() {
        return folder.resolve("out");
    }

    Path file() {
        return folder.resolve("study.yaml");
    }

    void write(String name, String text) {
        try {
            Files.writeString(folder.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs a command on the study file. */
    CommandLineRun run(String command, String... arguments) {
        List<String> all = new ArrayList<>(List.of(command, file().toString()));
        all.addAll(List.of(arguments));
        return CommandLineRun.of(all.toArray(String[]::new));
    }

    String result(String name) {
        try {
            return Files.readString(out().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonNode json(String name) {
        try {
            return new ObjectMapper().readTree(result(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The leaderboard without its two columns of seconds, which stand before lane, its reason and failure. */
    List<String> leaderboard() {
        return leaderboard(result("leaderboard.csv"));
    }

    static List<String> leaderboard(String csv) {
        return csv.lines().map(StudyFolder::withoutSeconds).toList();
    }

    private static String withoutSeconds(String line) {
        return line.replaceFirst(",[^,]*,[^,]*,(\\w*," + CELL + "," + CELL + ")$", ",$1");
    }
}
