package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs in processes of their own that get SIGTERM, once or twice, or have a umask. */
@Tag("cluster")
@Timeout(300)
class StoppedProcessIT {
    private static final Duration A_MINUTE = Duration.ofMinutes(1);
    private static final String INTERRUPTED = "interrupted; the same command continues";

    @TempDir
    private Path temporary;

    private StudyFolder study = new StudyFolder(Path.of(""));
    private final List<Process> started = new ArrayList<>();

    @BeforeEach
    void makeStudy() {
        study = StudyFolder.in(temporary);
    }

    @AfterEach
    void endProcesses() {
        started.forEach(Process::destroyForcibly);
    }

    /** Spark starts, reads the table, or is about to search. */
    @ParameterizedTest
    @ValueSource(longs = {0, 400, 1200, 2500, 4000})
    void aRunThatIsStoppedBeforeItsSearchTellsSo(long millis) throws IOException, InterruptedException {
        neverEnding();
        Process run = start("tune", study.file().toString(), "--grace-period", "0s");
        awaitFile(study.out().resolve("status.json"));
        Thread.sleep(millis);

        run.destroy();

        assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertInterrupted(run);
        assertThat(ownLines()).containsExactly("hone: " + INTERRUPTED);
    }

    @Test
    void aSecondSignalStopsAtOnce() throws IOException, InterruptedException {
        neverEnding();
        Process run = start("tune", study.file().toString(), "--grace-period", "100s");
        awaitSearch();
        run.destroy();
        awaitStderr("a second signal stops at once");
        assertThat(run.isAlive()).isTrue();

        run.destroy();

        assertThat(run.waitFor(5, TimeUnit.SECONDS)).isTrue();
        assertInterrupted(run);
        assertThat(ownLines())
                .containsExactly(
                        "hone: interrupted; trials that run may end within 1m40s, a second signal stops at once");
    }

    @Test
    void aTrialThatNeverEndsHoldsTheRunNoLongerThanTheGracePeriod() throws IOException, InterruptedException {
        neverEnding();
        Process run = start("tune", study.file().toString(), "--grace-period", "1s");
        awaitSearch();

        run.destroy();

        assertThat(run.waitFor(8, TimeUnit.SECONDS)).isTrue();
        assertInterrupted(run);
        assertThat(study.leaderboard()).hasSize(1);
    }

    @Test
    void allThatARunWritesHasItsUmask() throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "umask 077; exec \"$0\" \"$@\""));
        command.addAll(
                HoneJvm.command(EndingTree.WAY + "=none", "tune", study.file().toString()));

        assertThat(start(command).waitFor()).isZero();

        try (Stream<Path> files = Files.walk(study.out())) {
            assertThat(files)
                    .hasSizeGreaterThan(10)
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .as(file.toString())
                            .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
        }
    }

    /** The trial with the deepest tree, which goes first, minds no cancellation. */
    private void neverEnding() {
        study.write(
                "study.yaml",
                study.text()
                        .replace("DecisionTreeClassifier", EndingTree.class.getName())
                        .replace("[1, 2]", "[1, 2, " + EndingTree.FATAL_DEPTH + "]"));
    }

    private Process start(String... arguments) throws IOException {
        return start(HoneJvm.command(EndingTree.WAY + "=never", arguments));
    }

    private Process start(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectOutput(temporary.resolve("stdout").toFile())
                .redirectError(temporary.resolve("stderr").toFile())
                .start();
        started.add(process);
        return process;
    }

    private static void awaitFile(Path file) {
        await().atMost(A_MINUTE).until(() -> Files.exists(file));
    }

    /** Until both slots run a trial that never ends. */
    private void awaitSearch() {
        awaitStderr(EndingTree.FOR_EVER);
    }

    private void awaitStderr(String text) {
        await().atMost(A_MINUTE)
                .until(() -> Files.readString(temporary.resolve("stderr")).contains(text));
    }

    private void assertInterrupted(Process run) throws IOException {
        String err = Files.readString(temporary.resolve("stderr"));
        assertThat(run.exitValue()).as(err).isEqualTo(143);
        assertThat(err).doesNotContain("\tat ").doesNotContain("SparkContext");
        assertThat(study.json("status.json").at("/state").textValue()).isEqualTo("interrupted");
        assertThat(study.json("status.json").at("/exitCode").intValue()).isEqualTo(143);
        assertThat(study.json("status.json").at("/message").textValue()).isEqualTo(INTERRUPTED);
    }

    private List<String> ownLines() throws IOException {
        return Files.readString(temporary.resolve("stderr"))
                .lines()
                .filter(line -> line.startsWith("hone: "))
                .toList();
    }
}
