package dev.hone.deploy.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the script {@code daily} runs, and with which exit code it ends; a script stands in for {@code bin/hone}. */
class DailyIT {
    @TempDir
    private Path folder;

    private Path script = Path.of("");

    @BeforeEach
    void standIn() throws IOException {
        script = Files.createDirectories(folder.resolve("schedules")).resolve("daily");
        Files.copy(Documents.SCHEDULES.resolve("daily"), script);
        assertThat(script.toFile().setExecutable(true)).isTrue();
        hone(0, 0);
    }

    /** Prints its arguments and ends with a code for tune and another for status. */
    private void hone(int ofTune, int ofStatus) throws IOException {
        Path hone = Files.createDirectories(folder.resolve("bin")).resolve("hone");
        Files.writeString(
                hone, "#!/bin/bash\necho \"$@\"\n[[ $1 == tune ]] && exit " + ofTune + "\nexit " + ofStatus + "\n");
        assertThat(hone.toFile().setExecutable(true)).isTrue();
    }

    private record Run(int exitCode, List<String> lines) {}

    private Run run(String day, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (!day.isEmpty()) {
            builder.environment().put("HONE_DAY", day);
        }
        Process process = builder.start();
        List<String> lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Run(process.waitFor(), lines);
    }

    @Test
    void aStudyRunsIntoTheFolderOfTheDayWithAllOptions() throws IOException, InterruptedException {
        assertThat(run("2026-11-29", "a.yaml", "/runs/a/", "--driver-memory", "4g")
                        .lines())
                .containsExactly("tune a.yaml --set output.path=/runs/a/2026-11-29 --driver-memory 4g");
        assertThat(run("", "a.yaml", "hdfs:///a").lines().get(0))
                .isIn(
                        "tune a.yaml --set output.path=hdfs:///a/" + LocalDate.now(Clock.systemUTC()),
                        "tune a.yaml --set output.path=hdfs:///a/"
                                + LocalDate.now(Clock.systemUTC()).minusDays(1));
    }

    @Test
    void itsExitCodeIsThatOfTheRun() throws IOException, InterruptedException {
        hone(3, 0);

        assertThat(run("2026-11-29", "a.yaml", "/runs/a").exitCode()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--deploy-mode cluster", "--deploy-mode=cluster"})
    void inClusterModeItWaitsForTheRunAndEndsAsThatDoes(String option) throws IOException, InterruptedException {
        hone(0, 4);

        Run run = run("2026-11-29", ("a.yaml hdfs:///a --master spark://h:7077 " + option).split(" "));

        assertThat(run.lines())
                .containsExactly(
                        "tune a.yaml --set output.path=hdfs:///a/2026-11-29 --master spark://h:7077 " + option,
                        "status hdfs:///a/2026-11-29 --wait");
        assertThat(run.exitCode()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({"1, 3, 3", "1, 143, 143", "1, 0, 1", "1, 69, 1", "75, 3, 75"})
    void whereSparkSubmitFailsWithTheApplicationItEndsAsTheRunDid(int ofTune, int ofStatus, int expected)
            throws IOException, InterruptedException {
        hone(ofTune, ofStatus);

        assertThat(run("2026-11-29", "a.yaml", "hdfs:///a", "--deploy-mode", "cluster")
                        .exitCode())
                .isEqualTo(expected);
    }

    @Test
    void aStudyThatCouldNotBeSubmittedIsNotWaitedFor() throws IOException, InterruptedException {
        hone(2, 0);

        Run run = run("2026-11-29", "a.yaml", "hdfs:///a", "--deploy-mode", "cluster");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.lines()).hasSize(1);
    }

    @Test
    void withoutAFolderItTellsItsUsage() throws IOException, InterruptedException {
        assertThat(run("", "a.yaml"))
                .isEqualTo(new Run(2, List.of("usage: daily STUDY ROOT [options of tune and spark-submit]")));
    }
}
