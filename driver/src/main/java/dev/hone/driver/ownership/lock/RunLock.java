package dev.hone.driver.ownership.lock;

import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ownership.Heartbeat;
import dev.hone.driver.ownership.LockFile;
import dev.hone.driver.ownership.OwnershipException;
import dev.hone.worker.data.Secrets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.apache.hadoop.util.ShutdownHookManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The lock of an output folder, which one driver holds from before its first write to its last.
 *
 * <pre>
 *   lock-00000001.json      created exclusively by the first driver A; tells who that is
 *   status.json             written by A every 2 s: its heartbeat ({@link Heartbeat})
 *         ... A is killed, or stands still ...
 *   lock-00000002.json      created exclusively by one of the drivers B, C that have seen no heartbeat for 30 s,
 *                           or that run beside A's process, which has ended; the winner deletes lock-00000001.json
 *         ... A wakes up: before its next write it looks for its own lock, finds none, and stops ...
 *   (nothing)               B has deleted its lock at its end
 * </pre>
 *
 * <p>Nothing but an exclusive create is needed, which HDFS has, local disks (O_EXCL), and S3 by conditional writes. The name of a
 * lock is never used by two drivers at the same time, so that two that take the same folder over cannot both succeed, and no
 * lock is ever deleted but by its holder or by the holder of a higher term. On object stores without conditional writes both may
 * seem to create a lock, of which the last one counts: its content is read back after it was written, and before each write.
 *
 * <p>Whoever holds the lock looks for it before each write to the folder ({@link OutputFolder#ownedBy}). Between a look and a
 * write a driver may be stopped for long; what it can spoil then is one file: a segment of the journal has a number of its own,
 * and its trials are those of the same study; every other file is written again by the new owner at its end.
 *
 * <p>Safe for use by several threads.
 */
public final class RunLock implements OutputFolder.Guard {
    private static final Logger LOG = LoggerFactory.getLogger(RunLock.class);

    /** Runs keep their last words by hooks of 100, Spark stops by those of 50, and Hadoop's file systems are closed by those of 10. */
    private static final int HOOK_PRIORITY = 20;

    private static final long LONGEST_SECONDS = 10;

    private final OutputFolder folder;
    private final LockFile file;
    private final Runnable hook = this::release;
    private LockHolder holder;
    private boolean released;

    /** Read by threads that do not wait for a look of another one. */
    private volatile Optional<OwnershipException> lost = Optional.empty();

    private RunLock(OutputFolder folder, LockFile file, LockHolder holder) {
        this.folder = folder;
        this.file = file;
        this.holder = holder;
    }

    /**
     * Makes the folder where it is missing, and locks it. A lock whose driver is gone is taken over: at once if its process has
     * ended on this machine, else after {@link Heartbeat#LOST_AFTER} without a heartbeat. Waits so long only where there is none
     * to see.
     *
     * @param application id of the Spark application; empty if there is none yet
     * @param told takes a line about each takeover, and each wait of more than a few seconds
     * @throws OwnershipException if another driver holds the folder, in which nothing is changed then
     * @throws dev.hone.worker.data.InvalidInputException if the folder cannot be written to
     * @throws IllegalStateException if the thread is interrupted while it waits
     */
    public static RunLock acquire(OutputFolder folder, String application, Consumer<String> told) {
        LockAcquisition acquisition = new LockAcquisition(
                folder, Clock.systemUTC(), pause -> Thread.sleep(pause.toMillis()), ProcessTable.ofThisMachine(), told);
        try {
            return acquisition.acquire(application);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for " + folder.location(), e);
        }
    }

    /** Creates a lock file; empty if there is one of that name already. */
    static Optional<RunLock> create(OutputFolder folder, LockFile file, LockHolder holder) {
        RunLock lock = new RunLock(folder, file, holder);
        if (!lock.isCreated()) {
            return Optional.empty();
        }
        ShutdownHookManager.get().addShutdownHook(lock.hook, HOOK_PRIORITY, LONGEST_SECONDS, TimeUnit.SECONDS);
        return Optional.of(lock);
    }

    /** Looks at what was written: on some object stores another driver may have overwritten it. */
    private boolean isCreated() {
        return folder.writeNew(file, holder.toJson()) && isHeld();
    }

    private boolean isHeld() {
        return folder.read(file.name()).filter(this::isOwn).isPresent();
    }

    /** Empty is what {@link #runs} has left on a disk that is full. */
    private boolean isOwn(String text) {
        return text.isBlank()
                || LockHolder.fromJson(text)
                        .filter(found -> found.run().equals(holder.run()))
                        .isPresent();
    }

    /** Tells others the id of the Spark application, once there is one. */
    public synchronized void runs(String application) {
        LockHolder running = holder.withApplication(application);
        folder.rewrite(file.name(), writer -> writer.print(running.toJson() + "\n"));
        holder = running;
        if (!LockFile.among(folder.names()).stream()
                .allMatch(file::equals)) { // taken over since the look, and written back
            lose();
        }
    }

    @Override
    public synchronized void requireHeld() {
        requireNotLost();
        if (!isHeld() && !isHeldAgain()) {
            lose();
        }
    }

    /** A folder that was deleted with all that was in it is locked anew, so that what the driver knows can be written again. */
    private boolean isHeldAgain() {
        return !released && folder.names().isEmpty() && isCreated();
    }

    @Override
    public void requireNotLost() {
        lost.ifPresent(known -> {
            throw known.again();
        });
    }

    private void lose() {
        List<LockFile> locks = LockFile.among(folder.names());
        OwnershipException reason = locks.isEmpty()
                ? OwnershipException.heldByNobody(folder.location() + ": " + file.name()
                        + " was deleted; the run stops, and the same command continues")
                : OwnershipException.heldByAnother(folder.location() + ": taken over by another driver ("
                        + LockHolder.text(
                                folder.read(locks.get(locks.size() - 1).name()).orElse(""))
                        + "), which has seen no heartbeat of this one; the run stops here and goes on there");
        lost = Optional.of(reason);
        throw reason;
    }

    /** Deletes the lock, if it is still there. A folder that cannot be reached any more keeps it, which is taken over then. */
    @Override
    public synchronized void release() {
        if (released) {
            return;
        }
        released = true;
        removeHook();
        boolean wasInterrupted = Thread.interrupted(); // which would keep some file systems from it
        try {
            folder.delete(file.name());
        } catch (OwnershipException e) {
            LOG.debug("Nothing to release", e); // it is another's by now
        } catch (RuntimeException e) {
            LOG.warn("{}", Secrets.redacted("Cannot delete " + folder.location(file.name()) + " (" + e + ")"));
        }
        if (lost.isEmpty()) {
            lost = Optional.of(OwnershipException.heldByNobody(folder.location() + ": this run has ended already"));
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeHook() {
        if (!ShutdownHookManager.get().isShutdownInProgress()) {
            ShutdownHookManager.get().removeShutdownHook(hook);
        }
    }
}
