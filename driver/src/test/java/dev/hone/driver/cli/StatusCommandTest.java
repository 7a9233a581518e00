package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ManualClock;
import dev.hone.driver.Trials;
import dev.hone.driver.journal.OutputFolder;
import dev.hone.driver.report.StudyStatus;
import dev.hone.driver.report.StudyStatus.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
        folder.close();
    }

    @ParameterizedTest
    @EnumSource
    void exitsWithTheCodeOfTheState(State state) {
        file.write(state, "so it is");

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
        assertThat(status().out())
                .isEqualTo("iris: running, 4/10 trials, best f1 0.500000 (trial 0), 0.5 trials/s, 0:00:12 left (4/10"
                        + " trials, 2026-01-01T00:00:08Z)\n");
    }

    @Test
    void theFileIsWrittenEveryOtherSecondAtMost() throws IOException {
        study.start();
        study.ended(Trials.scored(0, "f1", 0.5));
        clock.advance(StatusFile.INTERVAL.minusMillis(1));
        study.tick();
        assertThat(done()).isZero();

        clock.advance(Duration.ofMillis(1));
        study.tick();
        assertThat(done()).isEqualTo(1);

        study.ended(Trials.scored(1, "f1", 0.5));
        study.finish();
        assertThat(done()).as("the end is written at once").isEqualTo(2);
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

    private CommandLineRun status() {
        return CommandLineRun.of("status", temporary.toString());
    }

    private long done() throws IOException {
        return StudyStatus.fromJson(Files.readString(temporary.resolve("status.json")))
                .done();
    }
}
