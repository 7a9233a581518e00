package dev.hone.driver.cli.progress;

import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ownership.Heartbeat;
import dev.hone.driver.report.StudyStatus;
import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Tells from outside how a run stands: what its {@code status.json} says or, if that is "running" but its heartbeat has stopped,
 * that it is lost.
 *
 * <p>The clocks of driver, file system and reader may differ. A heartbeat that looks older than {@link #LOST_AFTER}, or to
 * come from the future, is therefore only a suspicion: the file is watched for {@link #SUSPICION}, by the reader's clock
 * alone, and a run that writes it meanwhile goes on. Two clocks that differ by hours cost this time, but no wrong verdict.
 */
public final class StatusWatch {
    /** A run is lost after this time without a heartbeat. */
    public static final Duration LOST_AFTER = Heartbeat.LOST_AFTER;

    /** How long a run is watched that seems to be lost. */
    static final Duration SUSPICION = Heartbeat.SUSPICION;

    /** How long a status that is not there yet is waited for where there is no other limit. */
    static final Duration APPEARANCE = Duration.ofMinutes(10);

    private static final Duration POLL = Duration.ofSeconds(1);

    private final OutputFolder folder;
    private final Clock clock;
    private final Heartbeat.Pause pause;

    /**
     * What was read, and when its run is lost unless it writes again.
     *
     * @param status what the file says
     * @param heartbeat when it was written, by the later one of the driver's clock and the file system's
     * @param lostAt when it has been without a heartbeat for too long, by the reader's clock
     * @param suspect whether it may have been for long
     */
    private record Sighting(StudyStatus status, Instant heartbeat, Instant lostAt, boolean suspect) {
        /** The same where it could not be looked at: neither could the run write then. */
        Sighting unread(Instant now) {
            Instant watched = now.plus(SUSPICION);
            return new Sighting(status, heartbeat, watched.isAfter(lostAt) ? watched : lostAt, suspect);
        }

        boolean isLostAt(Instant now) {
            return !status.hasEnded() && status.heartbeat().isPresent() && now.isAfter(lostAt);
        }
    }

    /** A watch by the clock of this machine. */
    public static StatusWatch of(OutputFolder folder) {
        return new StatusWatch(folder, Clock.systemUTC(), pause -> Thread.sleep(pause.toMillis()));
    }

    public StatusWatch(OutputFolder folder, Clock clock, Heartbeat.Pause pause) {
        this.folder = folder;
        this.clock = clock;
        this.pause = pause;
    }

    /**
     * How the run stands now; takes a moment if it seems to be lost.
     *
     * @throws InvalidInputException if there is no status, or none that can be read
     * @throws UncheckedIOException if the folder cannot be read
     */
    public StudyStatus now() throws InterruptedException {
        Sighting first = look().orElseThrow(this::noStatus);
        Sighting latest = first;
        while (first.suspect() && latest.equals(first) && !first.isLostAt(clock.instant())) {
            pause.sleep(POLL);
            latest = look(first);
        }
        return judged(latest);
    }

    /**
     * How the run stands once that can be read, for who waits for the run anyway.
     *
     * @throws InvalidInputException if there is no status, or none that can be read
     * @throws UncheckedIOException if the folder cannot be read for {@link ReadPatience#LIMIT}
     */
    public StudyStatus onceReadable() throws InterruptedException {
        ReadPatience patience = patience();
        Optional<StudyStatus> status = patience.read(this::now);
        while (status.isEmpty()) {
            pause.sleep(POLL);
            status = patience.read(this::now);
        }
        return status.get();
    }

    /**
     * Waits until the run has ended or is lost. Reads that fail say nothing of the run and are tried again.
     *
     * @param timeout the longest time to wait; without one, as long as the run takes, and {@link #APPEARANCE} for its file
     * @return the last status; that of a run that goes on if the time is up
     * @throws InvalidInputException if there is no status by then, or none that can be read
     * @throws UncheckedIOException if the folder cannot be read for {@link ReadPatience#LIMIT}, or until the time is up without a
     *     status that was read before
     */
    public StudyStatus ended(Optional<Duration> timeout) throws InterruptedException {
        Instant start = clock.instant();
        Instant end = timeout.map(start::plus).orElse(Instant.MAX);
        ReadPatience patience = patience();
        Sighting latest = appeared(patience, start.plus(timeout.orElse(APPEARANCE)));
        while (!latest.status().hasEnded()
                && !latest.isLostAt(clock.instant())
                && clock.instant().isBefore(end)) {
            pause.sleep(POLL);
            Sighting before = latest;
            latest = patience.read(() -> look(before)).orElseGet(() -> before.unread(clock.instant()));
        }
        return judged(latest);
    }

    private Sighting appeared(ReadPatience patience, Instant end) throws InterruptedException {
        Optional<Sighting> seen = patience.read(this::look).flatMap(Function.identity());
        while (seen.isEmpty() && clock.instant().isBefore(end)) {
            pause.sleep(POLL);
            seen = patience.read(this::look).flatMap(Function.identity());
        }
        if (seen.isEmpty()) {
            patience.requireRead();
        }
        return seen.orElseThrow(this::noStatus);
    }

    private ReadPatience patience() {
        return new ReadPatience(folder.location(StatusFile.NAME), clock);
    }

    private StudyStatus judged(Sighting latest) {
        return latest.isLostAt(clock.instant()) ? latest.status().lost(latest.heartbeat()) : latest.status();
    }

    /** What is there for the first time. */
    private Optional<Sighting> look() throws InterruptedException {
        Optional<StudyStatus> status = read();
        if (status.isEmpty()) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant written = heartbeat(status.get());
        boolean suspect = status.get().heartbeat().isPresent()
                && !status.get().hasEnded()
                && (written.isAfter(now.plus(StatusFile.INTERVAL)) || written.isBefore(now.minus(LOST_AFTER)));
        Instant lostAt = suspect ? now.plus(SUSPICION) : written.plus(LOST_AFTER);
        return Optional.of(new Sighting(status.get(), written, lostAt, suspect));
    }

    /** What is there after something was: the same sighting if the run has not written since. */
    private Sighting look(Sighting before) throws InterruptedException {
        StudyStatus status = read().orElse(before.status());
        if (status.equals(before.status())) {
            return before;
        }
        return new Sighting(status, heartbeat(status), clock.instant().plus(LOST_AFTER), false);
    }

    private Instant heartbeat(StudyStatus status) {
        return folder.modified(StatusFile.NAME)
                .filter(modified -> modified.isAfter(status.updated()))
                .orElse(status.updated());
    }

    /** Object stores replace a file by deleting it first: what is missing or half there is looked at twice. */
    private Optional<StudyStatus> read() throws InterruptedException {
        Optional<String> text = folder.read(StatusFile.NAME);
        if (text.isEmpty() && folder.names().isEmpty()) {
            return Optional.empty();
        }
        if (text.isPresent()) {
            try {
                return Optional.of(StudyStatus.fromJson(text.get()));
            } catch (IOException e) {
                // Looked at again.
            }
        }
        pause.sleep(POLL);
        return readAgain();
    }

    private Optional<StudyStatus> readAgain() {
        Optional<String> text = folder.read(StatusFile.NAME);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(StudyStatus.fromJson(text.get()));
        } catch (IOException e) {
            throw new InvalidInputException(folder.location(StatusFile.NAME) + ": " + e.getMessage(), e);
        }
    }

    private InvalidInputException noStatus() {
        return new InvalidInputException(folder.location() + ": holds no " + StatusFile.NAME + " of a run");
    }
}
