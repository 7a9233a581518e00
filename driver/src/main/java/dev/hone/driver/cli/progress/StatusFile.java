package dev.hone.driver.cli.progress;

import dev.hone.driver.output.OutputException;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.output.WriteRetries;
import dev.hone.driver.ownership.Heartbeat;
import dev.hone.driver.ownership.OwnershipException;
import dev.hone.driver.report.StudyStatus;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;
import dev.hone.worker.data.Secrets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps {@code status.json} of a run up to date. From {@link #start} to the end a thread of its own writes the file each
 * {@link #INTERVAL}, whatever the run is doing: its heartbeat, by which {@link StatusWatch} tells a run that goes on from one
 * whose process is gone.
 *
 * <p>A status that cannot be written ends no run: it is told once on stderr, if that lasts or the run ends. Where the folder is
 * another driver's by now nothing is written, and the run stops by what its journal finds. Safe for use by several threads; the
 * first end is the one that counts.
 */
public final class StatusFile implements StudyListener, AutoCloseable {
    public static final String NAME = Heartbeat.FILE;

    /** Time from one heartbeat to the next. */
    public static final Duration INTERVAL = Heartbeat.INTERVAL;

    /** How long an end waits for a write that hangs. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** How long a failure is nobody's business: the journal, which fails beside it, is told of sooner. */
    private static final Duration PASSING = WriteRetries.PATIENCE.multipliedBy(2);

    private final OutputFolder folder;
    private final String study;
    private final Clock clock;
    private final ReentrantLock writing = new ReentrantLock();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "hone-heartbeat");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Progress progress;
    private volatile boolean ended;

    /** Since when it could not be written; under the lock, as what was told of it. */
    private Optional<Instant> failingSince = Optional.empty();

    private boolean told;

    /** What an earlier run has left; read and replaced by the thread that starts and ends the run. */
    private Optional<String> before = Optional.empty();

    private record Progress(String message, long done, long trials) {}

    public StatusFile(OutputFolder folder, String study, long trials, Clock clock) {
        this.folder = folder;
        this.study = study;
        progress = new Progress("", 0, trials);
        this.clock = clock;
    }

    /**
     * Makes the folder where it is missing, writes the first status and lets the heart beat.
     *
     * @throws dev.hone.worker.data.InvalidInputException if there can be no folder at that place
     * @throws OutputException if the disk is full or may not be written to
     */
    public void start(String phase) {
        folder.create();
        before = folder.read(NAME);
        phase(phase);
        heart.scheduleWithFixedDelay(this::beat, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Tells what the run is doing now, outside of its search. */
    public void phase(String message) {
        progress = new Progress(message, progress.done(), progress.trials());
        beat();
    }

    @Override
    public void started(StudyProgress now) {
        tick(now);
        beat();
    }

    @Override
    public void tick(StudyProgress now) {
        progress = new Progress(ProgressText.of(now), now.done(), now.isCounted() ? now.trials() : 0);
    }

    @Override
    public void finished(StudyProgress now) {
        tick(now);
        beat();
    }

    /** Writes how the run stands, unless it has ended. */
    public void beat() {
        writing.lock();
        try {
            if (!ended) {
                write(State.RUNNING, progress.message());
            }
        } finally {
            writing.unlock();
        }
    }

    /** Writes the last status, unless there is one already; nothing is written after it. */
    public void end(State state, String message) {
        end(() -> write(state, message));
    }

    /** Leaves things as they were before {@link #start}, as if there had been no run. */
    public void discard() {
        end(() -> {
            before.ifPresentOrElse(
                    text -> folder.replace(NAME, writer -> writer.println(text)), () -> folder.delete(NAME));
            folder.removeIfEmpty();
        });
    }

    private void end(Runnable last) {
        heart.shutdown();
        boolean locked = false;
        try {
            locked = writing.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (locked && !ended) {
                ended = true;
                last.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (OwnershipException e) {
            // The status is that of the driver that owns the folder now.
        } finally {
            if (locked) {
                writing.unlock();
            }
        }
    }

    private void write(State state, String message) {
        Instant now = clock.instant();
        StudyStatus status = new StudyStatus(
                study,
                state,
                Secrets.redacted(message),
                progress.trials(),
                progress.done(),
                now,
                Optional.of(INTERVAL));
        try {
            folder.replace(NAME, writer -> writer.print(status.toJson()));
            failingSince = Optional.empty();
            told = false;
        } catch (OwnershipException e) {
            // Thrown again where it stops the run.
        } catch (RuntimeException | Error e) { // a heart that fails once beats on
            failed(now, state, e);
        }
    }

    private void failed(Instant now, State state, Throwable thrown) {
        Instant since = failingSince.orElse(now);
        failingSince = Optional.of(since);
        boolean isRunning = state == State.RUNNING;
        if (!told && (!isRunning || !now.isBefore(since.plus(PASSING)))) {
            told = true;
            System.err.println("hone: "
                    + (thrown instanceof OutputException known ? known.fault() : ErrorLine.of(thrown))
                    + (isRunning ? "; the run goes on without" : "; it does not tell that the run has ended"));
        }
    }

    /** Stops the heart. */
    @Override
    public void close() {
        heart.shutdownNow();
    }
}
