package dev.hone.driver.cli.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hone.driver.ManualClock;
import dev.hone.driver.journal.FailingFiles;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.report.StudyStatus;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that beat or do not, seen by readers whose clocks are right or not. */
class StatusWatchTest {
    @TempDir
    private Path temporary;

    private final ManualClock reader = new ManualClock();
    private final Instant start = reader.instant();
    private OutputFolder folder = OutputFolder.at("/", new Configuration());
    private Duration driverAhead = Duration.ZERO;
    private Runnable each = () -> {};
    private StatusWatch watch = new StatusWatch(folder, reader, this::pause);

    @BeforeEach
    void openFolder() {
        folder.close();
        folder = OutputFolder.at(temporary.toString(), FailingFiles.configuration());
        watch = new StatusWatch(folder, reader, this::pause);
    }

    @AfterEach
    void closeFolder() {
        FailingFiles.mend();
        folder.close();
    }

    @Test
    void aRunThatHasBeatenLatelyIsRunning() throws InterruptedException {
        beat();
        reader.advance(StatusWatch.LOST_AFTER);

        assertThat(watch.now().state()).isEqualTo(State.RUNNING);
        assertThat(reader.instant()).as("told at once").isEqualTo(start.plus(StatusWatch.LOST_AFTER));
    }

    @Test
    void aRunWithoutAHeartbeatIsLostWithinAMinute() throws InterruptedException {
        beat();
        reader.advance(StatusWatch.LOST_AFTER.plusSeconds(1));

        StudyStatus status = watch.now();

        assertThat(status.state()).isEqualTo(State.LOST);
        assertThat(status.message())
                .isEqualTo("no heartbeat since 2026-01-01T00:00:00Z; the same command continues (last: 1/4 trials)");
        assertThat(reader.instant()).isBefore(start.plusSeconds(60));
    }

    @ParameterizedTest
    @ValueSource(longs = {-86_400, -3600, -31, 31, 3600, 86_400})
    void clocksThatDifferMakeNoRunLost(long seconds) throws InterruptedException {
        driverAhead = Duration.ofSeconds(seconds);
        beat();
        each = this::beat;

        assertThat(watch.now().state()).isEqualTo(State.RUNNING);
    }

    @ParameterizedTest
    @ValueSource(longs = {-3600, -31, 0, 31, 3600})
    void aRunThatIsGoneIsLostWhateverTheClocks(long seconds) throws InterruptedException {
        driverAhead = Duration.ofSeconds(seconds);
        beat();
        reader.advance(StatusWatch.LOST_AFTER.plusSeconds(1));

        assertThat(watch.ended(Optional.empty()).state()).isEqualTo(State.LOST);
        assertThat(reader.instant()).isBefore(start.plusSeconds(75));
    }

    @Test
    void waitReturnsTheEnd() throws InterruptedException {
        beat();
        each = () -> {
            if (reader.instant().isBefore(start.plusSeconds(90))) {
                beat();
            } else {
                write(State.OUT_OF_BUDGET, StatusFile.INTERVAL);
            }
        };

        assertThat(watch.ended(Optional.empty()).state()).isEqualTo(State.OUT_OF_BUDGET);
    }

    @Test
    void waitEndsWhenTheRunIsLost() throws InterruptedException {
        beat();
        each = () -> {
            if (reader.instant().isBefore(start.plusSeconds(90))) {
                beat();
            }
        };

        assertThat(watch.ended(Optional.empty()).state()).isEqualTo(State.LOST);
        assertThat(reader.instant()).isBefore(start.plusSeconds(150));
    }

    @Test
    void waitEndsAtItsTimeout() throws InterruptedException {
        beat();
        each = this::beat;

        assertThat(watch.ended(Optional.of(Duration.ofMinutes(5))).state()).isEqualTo(State.RUNNING);
        assertThat(reader.instant()).isEqualTo(start.plusSeconds(300));
    }

    @Test
    void waitWaitsForARunThatHasNotBegun() throws InterruptedException {
        each = () -> {
            if (reader.instant().isAfter(start.plusSeconds(120))) {
                write(State.SUCCEEDED, StatusFile.INTERVAL);
            }
        };

        assertThat(watch.ended(Optional.empty()).state()).isEqualTo(State.SUCCEEDED);
    }

    @Test
    void waitDoesNotWaitForARunForEver() {
        assertNoStatus(Optional.empty());
        assertThat(reader.instant()).isEqualTo(start.plus(StatusWatch.APPEARANCE));

        assertNoStatus(Optional.of(Duration.ofSeconds(5)));
        assertThat(reader.instant())
                .isEqualTo(start.plus(StatusWatch.APPEARANCE).plusSeconds(5));
    }

    private void assertNoStatus(Optional<Duration> timeout) {
        assertThatExceptionOfType(InvalidInputException.class)
                .isThrownBy(() -> watch.ended(timeout))
                .withMessage(temporary + ": holds no status.json of a run");
    }

    @Test
    void waitGoesOnWhileTheFolderCannotBeReadAndTheRunCannotBeat() throws InterruptedException {
        beat();
        each = () -> {
            outages(10, 110);
            if (second() < 10 || second() >= 112 && second() < 150) {
                beat();
            } else if (second() >= 150) {
                write(State.SUCCEEDED, StatusFile.INTERVAL);
            }
        };

        assertThat(watch.ended(Optional.empty()).state()).isEqualTo(State.SUCCEEDED);
        assertThat(second()).isEqualTo(150);
    }

    @Test
    void waitGoesOnAfterEachReadThatSucceeds() throws InterruptedException {
        FailingFiles.failToRead();
        each = () -> {
            beat();
            outages(1, 100, 101, 200, 201, 300);
            if (second() >= 300) {
                write(State.NO_SCORE, StatusFile.INTERVAL);
            }
        };

        assertThat(watch.ended(Optional.empty()).state()).isEqualTo(State.NO_SCORE);
    }

    @Test
    void aRunThatHasEndedInAnOutageWithoutAWordIsLost() throws InterruptedException {
        beat();
        each = () -> outages(1, 100);

        assertThat(watch.ended(Optional.empty()).state()).isEqualTo(State.LOST);
        assertThat(second()).isBetween(100L, 112L);
    }

    @Test
    void waitEndsWhenNothingCouldBeReadForTwoMinutes() {
        beat();
        each = () -> outages(10, 10_000);

        assertUnreadable(Optional.empty(), 120);
        assertThat(second()).isEqualTo(130);
    }

    @Test
    void waitDoesNotTakeAnOutageForARunThatHasNotBegun() {
        FailingFiles.failToRead();

        assertUnreadable(Optional.of(Duration.ofSeconds(30)), 30);
    }

    @Test
    void atItsTimeoutInAnOutageWaitReturnsWhatItHasReadLast() throws InterruptedException {
        beat();
        each = () -> outages(1, 10_000);

        assertThat(watch.ended(Optional.of(Duration.ofSeconds(100))).state()).isEqualTo(State.RUNNING);
        assertThat(second()).isEqualTo(100);
    }

    @Test
    void oneReadThatFailsEndsALookThatDoesNotWaitAndNoOther() throws InterruptedException {
        beat();
        FailingFiles.failToRead();
        each = () -> outages(0, 5);

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(watch::now);
        assertThat(watch.onceReadable().state()).isEqualTo(State.RUNNING);
        assertThat(second()).isEqualTo(5);
    }

    private void assertUnreadable(Optional<Duration> timeout, int seconds) {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> watch.ended(timeout))
                .satisfies(failure -> assertThat(ErrorLine.of(failure))
                        .isEqualTo(temporary + "/status.json could not be read for " + seconds
                                + " s (IOException: Connection reset)"));
    }

    /** @param seconds of the clock at which outages begin and end in turn */
    private void outages(long... seconds) {
        if (LongStream.of(seconds).filter(second -> second <= second()).count() % 2 == 1) {
            FailingFiles.failToRead();
        } else {
            FailingFiles.mend();
        }
    }

    private long second() {
        return Duration.between(start, reader.instant()).toSeconds();
    }

    @Test
    void aStatusWithoutAHeartbeatTellsNothingOfItsProcess() throws InterruptedException {
        write(State.RUNNING, Duration.ZERO);
        reader.advance(Duration.ofDays(1));

        assertThat(watch.now().state()).isEqualTo(State.RUNNING);
    }

    @Test
    void aFileThatIsBeingReplacedIsLookedAtAgain() throws InterruptedException, IOException {
        Files.writeString(temporary.resolve(StatusFile.NAME), "{\"study\": \"i");
        each = this::beat;

        assertThat(watch.now().state()).isEqualTo(State.RUNNING);
    }

    private void beat() {
        write(State.RUNNING, StatusFile.INTERVAL);
    }

    private void write(State state, Duration heartbeat) {
        Instant now = reader.instant().plus(driverAhead);
        StudyStatus status = new StudyStatus(
                "iris", state, "1/4 trials", 4, 1, now, Optional.of(heartbeat).filter(interval -> !interval.isZero()));
        folder.replace(StatusFile.NAME, writer -> writer.print(status.toJson()));
        try {
            Files.setLastModifiedTime(temporary.resolve(StatusFile.NAME), FileTime.from(now));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void pause(Duration duration) {
        reader.advance(duration);
        each.run();
    }
}
