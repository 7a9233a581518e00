package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hone.driver.ManualClock;
import dev.hone.driver.Trials;
import dev.hone.driver.cli.progress.ProgressFixture;
import dev.hone.driver.cli.progress.StatusFile;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.output.WriteRetries;
import dev.hone.driver.report.StudyStatus;
import dev.hone.driver.report.StudyStatus.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a run keeps in {@code status.json}, and what {@code hone status} makes of it. */
class StatusCommandTest {
    @TempDir
    private Path temporary;

    private final ManualClock clock = new ManualClock();
    private OutputFolder folder = OutputFolder.at("/", new Configuration());
    private StatusFile file = new StatusFile(folder, "", 0, clock);
    private ProgressFixture study = new ProgressFixture(10, stream -> file);

    @BeforeEach
    void openFolder() {
        folder.close();
        folder = OutputFolder.at(temporary.toString(), new Configuration());
        file = new StatusFile(folder, "iris", 10, clock);
        study = new ProgressFixture(10, stream -> file);
    }

    @AfterEach
    void closeFolder() {
        file.close();
        folder.close();
    }

    @ParameterizedTest
    @EnumSource
    void exitsWithTheCodeOfTheState(State state) {
        file.start("");
        if (state != State.RUNNING) {
            file.end(state, "so it is");
        } else {
            file.phase("so it is");
        }

        assertThat(status())
                .isEqualTo(new CommandLineRun(
                        state.exitCode(),
                        "iris: " + state.label() + ", so it is (0/10 trials, 2026-01-01T00:00:00Z)\n",
                        ""));
    }

    @Test
    void aRunTellsHowFarItIs() {
        study.start();
        assertThat(status().out()).isEqualTo("iris: running, 0/10 trials (0/10 trials, 2026-01-01T00:00:00Z)\n");

        study.ended(0, 4);
        study.after(Duration.ofSeconds(8));
        clock.advance(Duration.ofSeconds(8));
        study.tick();
        file.beat();
        assertThat(status().out())
                .isEqualTo("iris: running, 4/10 trials, best f1 0.500000 (trial 0), 0.5 trials/s, 0:00:12 left (4/10"
                        + " trials, 2026-01-01T00:00:08Z)\n");
    }

    @Test
    void theHeartBeatsWhateverTheRunDoes() {
        StatusFile beating = new StatusFile(folder, "iris", 10, Clock.systemUTC());
        try (beating) {
            beating.start("reading the table");
            Instant first = written().updated();

            await().atMost(Duration.ofSeconds(30))
                    .until(() -> written().updated().isAfter(first));

            assertThat(written().message()).isEqualTo("reading the table");
            assertThat(written().heartbeat()).contains(StatusFile.INTERVAL);
        }
    }

    @Test
    void theProgressIsWrittenByTheNextHeartbeatAndTheEndAtOnce() {
        study.start();
        study.ended(Trials.scored(0, "f1", 0.5));
        study.tick();
        assertThat(written().done()).isZero();

        file.beat();
        assertThat(written().done()).isEqualTo(1);

        study.ended(Trials.scored(1, "f1", 0.5));
        study.finish();
        assertThat(written().done()).isEqualTo(2);
    }

    @Test
    void theFirstEndCountsAndNothingIsWrittenAfterIt() {
        file.start("");
        file.end(State.INTERRUPTED, "first");

        file.end(State.SUCCEEDED, "second");
        file.phase("third");
        file.discard();

        assertThat(written().state()).isEqualTo(State.INTERRUPTED);
        assertThat(written().message()).isEqualTo("first");
    }

    @Test
    void aRunThatIsTakenBackLeavesTheStatusOfTheOneBefore() throws IOException {
        file.start("");
        file.end(State.SUCCEEDED, "done");
        String before = Files.readString(temporary.resolve("status.json"));
        StatusFile second = new StatusFile(folder, "iris", 10, clock);

        second.start("again");
        assertThat(written().state()).isEqualTo(State.RUNNING);
        second.discard();

        assertThat(temporary.resolve("status.json")).hasContent(before);
    }

    @Test
    void aRunThatIsTakenBackLeavesNoFolderThatItHasMade() {
        try (OutputFolder deep = OutputFolder.at(temporary.resolve("a/b/out").toString(), new Configuration())) {
            StatusFile status = new StatusFile(deep, "iris", 10, clock);
            status.start("");
            assertThat(temporary.resolve("a/b/out/status.json")).exists();

            status.discard();
        }

        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aStatusThatCannotBeWrittenIsToldOnceAndEndsNothing() throws IOException {
        file.start("");
        Files.delete(temporary.resolve("status.json"));
        Files.createDirectories(temporary.resolve("status.json/in-the-way"));
        PrintStream err = System.err;
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        System.setErr(new PrintStream(told, true, StandardCharsets.UTF_8));
        try {
            study.start();
            file.beat();
            assertThat(told.size()).as("it may pass").isZero();
            clock.advance(WriteRetries.PATIENCE.multipliedBy(2));
            file.beat();
            file.beat();
            file.end(State.SUCCEEDED, "");
        } finally {
            System.setErr(err);
        }

        assertThat(told.toString(StandardCharsets.UTF_8))
                .startsWith("hone: Cannot write " + temporary + "/status.json: ")
                .endsWith("; the run goes on without\n")
                .hasLineCount(1);
    }

    @Test
    void theTimeoutIsChecked() {
        assertThat(CommandLineRun.of("status", temporary.toString(), "--wait", "--timeout", "soon"))
                .isEqualTo(new CommandLineRun(
                        2,
                        "",
                        "hone: Option '--timeout' must be a duration such as 90s, 30m or 1h30m (value: soon)\n"));
        assertThat(CommandLineRun.of("status", temporary.toString(), "--timeout", "1s"))
                .isEqualTo(new CommandLineRun(2, "", "hone: Option '--timeout' needs --wait\n"));
    }

    @Test
    void waitReturnsTheExitCodeOfARunThatHasEnded() {
        file.start("");
        file.end(State.NO_SCORE, "no trial has succeeded");

        assertThat(CommandLineRun.of("status", temporary.toString(), "--wait").exitCode())
                .isEqualTo(3);
    }

    @Test
    void aFileThatIsNoStatusIsRefused() throws IOException {
        Files.writeString(temporary.resolve("status.json"), "{}");

        CommandLineRun run = status();

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("hone: " + temporary + "/status.json: not a status: ")
                .hasLineCount(1);
    }

    @Test
    void aStatusThatCannotBeReadSaysNothingOfTheRun() throws IOException {
        Files.createDirectory(temporary.resolve("status.json"));

        CommandLineRun status = status();

        assertThat(status.exitCode()).isEqualTo(State.LOST.exitCode());
        assertThat(status.err())
                .startsWith("hone: How the run stands cannot be told: Cannot read " + temporary + "/status.json")
                .hasLineCount(1);
    }

    @Test
    void waitTriesAgainAndTellsThatNothingCouldBeRead() throws IOException {
        Files.createDirectory(temporary.resolve("status.json"));

        CommandLineRun status = CommandLineRun.of("status", temporary.toString(), "--wait", "--timeout", "1s");

        assertThat(status.exitCode()).isEqualTo(State.LOST.exitCode());
        assertThat(status.err())
                .startsWith(
                        "hone: How the run stands cannot be told: " + temporary + "/status.json could not be read for ")
                .hasLineCount(1);
    }

    private CommandLineRun status() {
        return CommandLineRun.of("status", temporary.toString());
    }

    private StudyStatus written() {
        try {
            return StudyStatus.fromJson(Files.readString(temporary.resolve("status.json")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
