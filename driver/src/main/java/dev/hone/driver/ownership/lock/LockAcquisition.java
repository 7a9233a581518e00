package dev.hone.driver.ownership.lock;

import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ownership.Heartbeat;
import dev.hone.driver.ownership.LockFile;
import dev.hone.driver.ownership.OwnershipException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * How a driver comes to hold the lock of an output folder, see {@link RunLock}.
 *
 * <p>Whether the holder of a lock is alive is judged by whether its heartbeat changes while it is watched, by the clock of the
 * watcher alone. Clocks of machines differ: how old the last heartbeat looks only shortens the watch.
 */
final class LockAcquisition {
    private static final Duration POLL = Duration.ofSeconds(1);

    /** A wait that is longer than it takes to see a driver that is alive. */
    private static final int POLLS_UNTOLD = 5;

    private final OutputFolder folder;
    private final Clock clock;
    private final Heartbeat.Pause pause;
    private final ProcessTable processes;
    private final Consumer<String> told;

    LockAcquisition(
            OutputFolder folder, Clock clock, Heartbeat.Pause pause, ProcessTable processes, Consumer<String> told) {
        this.folder = folder;
        this.clock = clock;
        this.pause = pause;
        this.processes = processes;
        this.told = told;
    }

    /**
     * What another driver has written last.
     *
     * @param lock its lock file
     * @param status its heartbeat; empty if there is none yet
     */
    private record Sighting(String lock, String status) {
        Optional<LockHolder> holder() {
            return LockHolder.fromJson(lock);
        }
    }

    /** See {@link RunLock#acquire}. */
    RunLock acquire(String application) throws InterruptedException {
        LockHolder own = LockHolder.of(processes.current(), application, clock.instant());
        while (true) {
            List<LockFile> locks = LockFile.among(folder.names());
            Optional<RunLock> held = locks.isEmpty() ? first(own) : takenOver(locks, own);
            if (held.isPresent()) {
                folder.ownedBy(held.get());
                tellOfStoreWithoutExclusiveCreate();
                return held.get();
            }
        }
    }

    private void tellOfStoreWithoutExclusiveCreate() {
        if (!folder.isExclusive()) {
            told.accept(folder.location()
                    + ": its store cannot create a file on the condition that there is none; two drivers that"
                    + " start within the same second may both run until one sees the other, so start one at a time");
        }
    }

    private Optional<RunLock> first(LockHolder own) {
        folder.create();
        return RunLock.create(folder, new LockFile(1), own);
    }

    /** Empty if the lock has changed hands meanwhile. */
    private Optional<RunLock> takenOver(List<LockFile> locks, LockHolder own) throws InterruptedException {
        LockFile latest = locks.get(locks.size() - 1);
        Optional<Sighting> seen = look(latest);
        Optional<String> reason = seen.isEmpty() ? Optional.empty() : reasonToTakeOver(latest, seen.get());
        if (reason.isEmpty()) {
            return Optional.empty();
        }
        Optional<RunLock> held = RunLock.create(folder, latest.next(), own);
        if (held.isPresent()) {
            locks.forEach(lock -> folder.delete(lock.name()));
            told.accept(folder.location() + ": taken over from a driver that is gone ("
                    + LockHolder.text(seen.orElseThrow().lock()) + "; " + reason.get() + ")");
        }
        return held;
    }

    /**
     * Watches the holder of a lock until it is known whether it is gone.
     *
     * @return why it is; empty if the lock has changed hands meanwhile
     * @throws OwnershipException if it is not
     */
    private Optional<String> reasonToTakeOver(LockFile lock, Sighting first) throws InterruptedException {
        Instant heartbeat = lastHeartbeat(lock);
        Instant end = clock.instant().plus(patience(heartbeat));
        int polls = 0;
        while (first.holder()
                .filter(holder -> processes.hasEnded(holder.process()))
                .isEmpty()) {
            if (!clock.instant().isBefore(end)) {
                return Optional.of("no heartbeat since " + heartbeat);
            }
            polls++;
            if (polls == POLLS_UNTOLD) {
                tellOfWait(first, end);
            }
            pause.sleep(POLL);
            Optional<Sighting> now = look(lock);
            if (now.isEmpty()) {
                return Optional.empty();
            }
            if (!now.get().equals(first)) {
                throw inUse(now.get());
            }
        }
        return Optional.of("its process has ended");
    }

    /** How long its heartbeat is watched. */
    private Duration patience(Instant heartbeat) {
        Duration age = Duration.between(heartbeat, clock.instant());
        Duration left = Heartbeat.LOST_AFTER.minus(age.isNegative() ? Duration.ZERO : age);
        return left.compareTo(Heartbeat.SUSPICION) < 0 ? Heartbeat.SUSPICION : left;
    }

    private void tellOfWait(Sighting seen, Instant end) {
        told.accept(folder.location() + ": waiting up to "
                + Duration.between(clock.instant(), end).toSeconds()
                + " s for a heartbeat of the driver that holds it ("
                + LockHolder.text(seen.lock()) + ")");
    }

    private OwnershipException inUse(Sighting seen) {
        return OwnershipException.heldByAnother(folder.location() + ": in use by another driver ("
                + LockHolder.text(seen.lock()) + "); wait for its end, stop it, or name another folder");
    }

    private Optional<Sighting> look(LockFile lock) {
        return folder.read(lock.name())
                .map(text -> new Sighting(text, folder.read(Heartbeat.FILE).orElse("")));
    }

    private Instant lastHeartbeat(LockFile lock) {
        return Stream.of(lock.name(), Heartbeat.FILE)
                .map(folder::modified)
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElseGet(clock::instant);
    }
}
