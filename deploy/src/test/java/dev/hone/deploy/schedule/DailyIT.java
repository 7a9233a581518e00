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
        hone(0);
    }

    /** Prints its arguments and ends with a code. */
    private void hone(int exitCode) throws IOException {
        Path hone = Files.createDirectories(folder.resolve("bin")).resolve("hone");
        Files.writeString(hone, "#!/bin/bash\necho \"$@\"\nexit " + exitCode + "\n");
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
                .containsExactly("tune a.yaml --set output.path=/runs/a/2026-11-29 --wait --driver-memory 4g");
        assertThat(run("", "a.yaml", "hdfs:///a").lines().get(0))
                .isIn(
                        "tune a.yaml --set output.path=hdfs:///a/" + LocalDate.now(Clock.systemUTC()) + " --wait",
                        "tune a.yaml --set output.path=hdfs:///a/"
                                + LocalDate.now(Clock.systemUTC()).minusDays(1) + " --wait");
    }

    @Test
    void itsExitCodeIsThatOfTheRun() throws IOException, InterruptedException {
        hone(3);

        assertThat(run("2026-11-29", "a.yaml", "/runs/a").exitCode()).isEqualTo(3);
    }

    @Test
    void withoutAFolderItTellsItsUsage() throws IOException, InterruptedException {
        assertThat(run("", "a.yaml"))
                .isEqualTo(new Run(2, List.of("usage: daily STUDY ROOT [options of tune and spark-submit]")));
    }
}
