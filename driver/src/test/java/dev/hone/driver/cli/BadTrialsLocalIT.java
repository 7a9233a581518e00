package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.execute.BadTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fifty good trials and a bad one of each kind in the driver's own process, which one of them ends. */
@Tag("cluster")
@Timeout(300)
class BadTrialsLocalIT {
    private static final int TRIALS = 56;

    /** Number, state, and the category and reason in the last column. */
    private static final Pattern FAILED = Pattern.compile("(?:[^,]*,)?(\\d+),failed,.*?\"?([A-Z_]{6,}): .*");

    @TempDir
    private Path temporary;

    @Test
    void badTrialsFailEachInItsCategoryAndTheSameCommandGoesOnAfterTheOneThatExits()
            throws IOException, InterruptedException {
        StudyFolder study = StudyFolder.in(temporary);
        study.write(
                "study.yaml",
                study.text()
                        .replace("DecisionTreeClassifier", BadTree.class.getName())
                        .replace("maxDepth: [1, 2]", "minInstancesPerNode: {int: [1, " + TRIALS + "]}")
                        .replace("seed: 7", "seed: 7\n  method: grid\n  trial-timeout: 20s"));

        CommandLineRun stopped = tune(study);
        CommandLineRun continued = tune(study);

        assertThat(stopped.exitCode()).as(stopped.err()).isEqualTo(1);
        assertThat(stopped.err()).contains("trial 31 called System.exit");
        assertThat(continued.exitCode()).as(continued.err()).isZero();
        List<String> rows = study.leaderboard();
        assertThat(rows).hasSize(1 + TRIALS);
        assertThat(categories(rows))
                .isEqualTo(Map.of(
                        7, "OUT_OF_MEMORY",
                        15, "TIMED_OUT",
                        23, "TIMED_OUT",
                        31, "TRAINING_FAILED",
                        39, "TRAINER_BUG",
                        47, "MODEL_NOT_FINITE"));
    }

    private static Map<Integer, String> categories(List<String> rows) {
        Map<Integer, String> categories = new TreeMap<>();
        rows.stream()
                .map(FAILED::matcher)
                .filter(Matcher::matches)
                .forEach(row -> categories.put(Integer.parseInt(row.group(1)), row.group(2)));
        return categories;
    }

    private CommandLineRun tune(StudyFolder study) throws IOException, InterruptedException {
        Path out = temporary.resolve("stdout");
        Path err = temporary.resolve("stderr");
        int exitCode = new ProcessBuilder(
                        HoneJvm.command("hone.test=none", "tune", study.file().toString()))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start()
                .waitFor();
        return new CommandLineRun(exitCode, Files.readString(out), Files.readString(err));
    }
}
