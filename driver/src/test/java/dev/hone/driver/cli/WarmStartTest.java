package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Runs that start from an earlier run's output folder. */
@Timeout(300)
class WarmStartTest {
    @TempDir
    private Path temporary;

    private StudyFolder earlier = new StudyFolder(Path.of(""));
    private StudyFolder study = new StudyFolder(Path.of(""));

    @BeforeEach
    void makeStudies() {
        earlier = StudyFolder.in(temporary.resolve("earlier"));
        earlier.write("study.yaml", earlier.text().replace("maxDepth: [1, 2]", "maxDepth: {int: [1, 9]}"));
        study = StudyFolder.in(temporary.resolve("later"));
        write("method: auto\n  trials: 3\n  warm-start: " + earlier.out(), "maxDepth: {int: [1, 5]}");
    }

    @Test
    void theTrialsOfTheEarlierRunAreHistoryButNoTrials() throws IOException {
        assertThat(earlier.run("tune").exitCode()).isZero();
        String used = "5 of 9 trials of " + earlier.out()
                + "; left out: 4 (param 'maxDepth' outside of {int: [1, 5]}); not tuned there: impurity gini";

        assertThat(study.run("validate").out()).contains("history   " + used + "\n");
        CommandLineRun run = study.run("tune", "--set", "search.curves=false");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("Warm start: " + used + "\n");
        assertThat(run.out()).contains("\nwarm start   " + used + "\n");
        assertThat(study.leaderboard()).hasSize(4);
        assertThat(Files.readAllLines(study.out().resolve("journal/warm-start.jsonl")))
                .hasSize(6);
        assertThat(study.json("result.json").at("/trials/succeeded").intValue()).isEqualTo(3);
    }

    @Test
    void aStudyThatIsContinuedStartsFromTheSameTrialsWhateverBecameOfTheFolder() throws IOException {
        assertThat(earlier.run("tune").exitCode()).isZero();
        assertThat(study.run("tune", "--set", "search.trials=6").exitCode()).isZero();
        List<String> undisturbed = study.leaderboard();
        delete(study.out());
        assertThat(study.run("tune").exitCode()).isZero();
        delete(earlier.out());

        CommandLineRun continued = study.run("tune", "--set", "search.trials=6");

        assertThat(continued.exitCode()).as(continued.err()).isZero();
        assertThat(study.leaderboard()).isEqualTo(undisturbed);
    }

    @Test
    void aStudyWhoseStartIsDamagedIsToldSo() throws IOException {
        assertThat(earlier.run("tune").exitCode()).isZero();
        assertThat(study.run("tune").exitCode()).isZero();
        Path kept = study.out().resolve("journal/warm-start.jsonl");
        Files.writeString(kept, Files.readString(kept).replaceFirst("\"accuracy\":0", "\"accuracy\":1"));

        assertThat(study.run("tune").err())
                .isEqualTo("hone: " + kept + ": damaged: its checksum is that of another content; restore it, or name"
                        + " another output folder\n");
        Files.delete(kept);
        assertThat(study.run("tune").err())
                .endsWith("hone: " + kept + " is missing, which has the trials that the study started from; restore it,"
                        + " or name another output folder\n");
    }

    @Test
    void whatCannotBeStartedFromIsToldInOneLine() {
        assertThat(earlier.run("tune").exitCode()).isZero();
        String place = "hone: " + study.file() + ", line 15, search.warm-start: ";

        write("method: random\n  trials: 3\n  warm-start: " + earlier.out(), "maxDepth: {int: [1, 5]}");
        assertThat(study.run("tune").err())
                .isEqualTo(
                        place + "needs a method that learns from scores: auto, gp, tpe or cma-es (method: random)\n");
        write("method: tpe\n  trials: 3\n  warm-start: " + temporary.resolve("none"), "maxDepth: {int: [1, 5]}");
        assertThat(study.run("tune").err())
                .isEqualTo(place + "must be the output folder of a run (" + temporary.resolve("none")
                        + ": holds no study)\n");
        write("method: tpe\n  trials: 3\n  warm-start: " + earlier.out(), "maxDepth: {int: [1, 5]}");
        assertThat(study.run("tune", "--set", "validation.metric=f1").err())
                .isEqualTo(place + "must be a run with the metric of the study (metric: f1, maximize; of "
                        + earlier.out() + ": accuracy, maximize)\n");
        assertThat(study.out()).doesNotExist();
    }

    private void write(String search, String depths) {
        study.write(
                "study.yaml",
                study.text()
                        .replace("  seed: 7", "  seed: 7\n  " + search)
                        .replace("maxDepth: [1, 2]", depths + "\n  impurity: [gini, entropy]"));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((one, other) -> other.compareTo(one)).toList()) {
                Files.delete(file);
            }
        }
    }
}
