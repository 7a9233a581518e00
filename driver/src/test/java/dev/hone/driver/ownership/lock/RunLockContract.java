package dev.hone.driver.ownership.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.hone.driver.ManualClock;
import dev.hone.driver.Trials;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ownership.Heartbeat;
import dev.hone.driver.ownership.OwnershipException;
import dev.hone.driver.ranking.Objective;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Drivers on one folder on whatever file system, on machines whose processes and whose time are those of the test. */
abstract class RunLockContract {
    private static final long GONE = 4_000_000_000L;
    private static final String USER = System.getProperty("user.name", "");
    static final String FIRST = "lock-00000001.json";
    private static final String SECOND = "lock-00000002.json";

    @TempDir
    private Path machines;

    final ManualClock clock = new ManualClock();
    final Instant start = clock.instant();
    private final List<OutputFolder> folders = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
    private final AtomicInteger beats = new AtomicInteger();
    private Runnable each = () -> {};
    private MachineFiles machine = new MachineFiles(Path.of(""));

    /** The folder, opened by a driver of its own; not there before. */
    abstract OutputFolder open();

    /** Writes a file in the folder, as others do. */
    abstract void write(String name, String text);

    abstract void delete(String name);

    /** What is in the folder, in order; nothing if it is not there. */
    abstract List<String> names();

    @BeforeEach
    void makeMachine() {
        machine = MachineFiles.in(machines.resolve("proc"));
    }

    @AfterEach
    void closeFolders() {
        folders.forEach(OutputFolder::close);
    }

    @Test
    void aFolderIsLockedUntilItIsClosedAndNothingIsLeftThen() throws InterruptedException {
        try (OutputFolder folder = open()) {
            RunLock lock = acquisition(folder, machine.table()).acquire("");

            assertThat(names()).containsExactly(FIRST);
            assertThat(folder.read(FIRST).orElseThrow())
                    .contains(
                            "\"host\":\"node-7\"",
                            "\"pid\":" + ProcessHandle.current().pid());
            lock.requireHeld();
        }

        assertThat(names()).isEmpty();
    }

    @Test
    void aLockThatItsDriverCouldNotRewriteOnAFullDiskIsHeldStill() throws InterruptedException {
        RunLock lock = acquire();

        write(FIRST, "");

        lock.requireHeld();
    }

    @Test
    void aSecondDriverIsToldWhoTheFirstOneIsAndChangesNothing() throws InterruptedException {
        RunLock first = acquire();
        first.runs("app-1");
        each = this::beat;
        List<String> before = names();

        OwnershipException refused = refused();

        assertThat(refused)
                .hasMessage(out() + ": in use by another driver (host node-7, pid "
                        + ProcessHandle.current().pid() + ", user " + USER
                        + ", application app-1, since 2026-01-01T00:00:00Z); wait for its end, stop it, or name another"
                        + " folder");
        assertThat(refused.isHeldByAnother()).isTrue();
        assertThat(names())
                .as("but for the heartbeat")
                .startsWith(before.toArray(String[]::new))
                .hasSize(2);
        assertThat(told).isEmpty();
        assertThat(clock.instant()).as("told soon").isBefore(start.plusSeconds(5));
        first.requireHeld();
    }

    @Test
    void aDriverWithoutAHeartbeatLosesTheFolder() throws InterruptedException {
        RunLock first = acquire();
        beat();

        RunLock second = acquire();

        assertThat(names()).containsExactly(SECOND, Heartbeat.FILE);
        assertThat(clock.instant())
                .isBetween(
                        start.plus(Heartbeat.LOST_AFTER),
                        start.plus(Heartbeat.LOST_AFTER).plusSeconds(2));
        List<String> lines = List.copyOf(told);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .startsWith(out() + ": waiting up to 26 s for a heartbeat of the driver that holds it (host node-7,");
        assertThat(lines.get(1))
                .startsWith(out() + ": taken over from a driver that is gone (host node-7, ")
                .contains("; no heartbeat since 20");
        second.requireHeld();
        assertThatExceptionOfType(OwnershipException.class)
                .isThrownBy(first::requireHeld)
                .withMessageStartingWith(out() + ": taken over by another driver (host node-7, pid ")
                .withMessageEndingWith("which has seen no heartbeat of this one; the run stops here and goes on there");
        assertThatExceptionOfType(OwnershipException.class).isThrownBy(first::requireNotLost);
        first.release();
        second.requireHeld();
    }

    @Test
    void aDriverThatWakesUpWritesNothingMore() throws InterruptedException {
        OutputFolder slow = folder();
        acquisition(slow, machine.table()).acquire("");
        StudyJournal journal = journal(slow);
        journal.append(Trials.scored(0, "f1", 0.5));
        RunLock second = acquire();
        List<String> before = names();

        assertThatExceptionOfType(OwnershipException.class).isThrownBy(journal::flush);
        assertThatExceptionOfType(OwnershipException.class).isThrownBy(journal::flushIfDue);
        assertThatExceptionOfType(OwnershipException.class)
                .isThrownBy(() -> slow.replace("result.json", writer -> writer.print("late")));
        assertThatExceptionOfType(OwnershipException.class).isThrownBy(() -> slow.delete("result.json"));
        assertThatExceptionOfType(OwnershipException.class)
                .as("the folder of the confirmation, too")
                .isThrownBy(() -> slow.below("confirm").replace("file", writer -> writer.print("late")));

        assertThat(names()).isEqualTo(before);
        second.requireHeld();
    }

    @Test
    void aWriteThatComesLateIsOneOfTheStudyAndTheOwnerGoesOnAfterIt() throws InterruptedException {
        OutputFolder folder = folder();
        acquisition(folder, machine.table()).acquire("");
        StudyJournal journal = journal(folder);
        try (OutputFolder late = open()) {
            StudyJournal lateJournal = journal(late);
            lateJournal.append(Trials.scored(0, "f1", 0.5));
            lateJournal.flush();
        }
        journal.append(Trials.scored(1, "f1", 0.25));

        journal.flush();

        List<Long> numbers = new ArrayList<>();
        StudyJournal read = StudyJournal.read(folder);
        read.replay(outcome -> numbers.add(outcome.config().number()));
        assertThat(numbers).containsExactly(0L, 1L);
        assertThat(read.damages()).isEmpty();
    }

    @Test
    void aDriverWhoseProcessHasEndedOnThisMachineLosesTheFolderAtOnce() throws InterruptedException {
        lockedBy(new DriverProcess("node-7", GONE, USER, "first pid:[1]", 3));

        acquire();

        assertThat(clock.instant()).isEqualTo(start);
        assertThat(names()).containsExactly(SECOND);
        assertThat(told)
                .singleElement()
                .asString()
                .contains("(host node-7, pid 4000000000, ")
                .endsWith("; its process has ended)");
    }

    @Test
    void aDriverThatEndsWhileItIsWatchedLosesTheFolderThen() throws InterruptedException {
        machine.run(GONE, "S", 3);
        lockedBy(new DriverProcess("node-7", GONE, USER, "first pid:[1]", 3));
        each = () -> {
            if (clock.instant().equals(start.plusSeconds(3))) {
                machine.end(GONE);
            }
        };

        acquire();

        assertThat(clock.instant()).isEqualTo(start.plusSeconds(3));
    }

    @Test
    void whatIsNotKnownToHaveEndedIsWaitedFor() throws InterruptedException {
        lockedBy(new DriverProcess("node-8", GONE, USER, "second pid:[1]", 3));

        acquire();

        assertThat(clock.instant()).isEqualTo(start.plus(Heartbeat.LOST_AFTER));
    }

    @Test
    void aLockThatWasCutOffIsWaitedFor() throws InterruptedException {
        acquire();
        write(FIRST, "{\"format\":1,\"ru");

        acquire();

        assertThat(clock.instant()).isEqualTo(start.plus(Heartbeat.LOST_AFTER));
        assertThat(told).last().asString().contains("(its lock file does not tell which; no heartbeat since ");
    }

    @Test
    void aLockThatIsReleasedMeanwhileIsTakenNext() throws InterruptedException {
        RunLock first = acquire();
        each = first::release;

        RunLock second = acquire();

        assertThat(names()).containsExactly(FIRST);
        second.requireHeld();
        assertThatExceptionOfType(OwnershipException.class).isThrownBy(first::requireHeld);
    }

    @Test
    void aLockThatIsDeletedStopsItsRun() throws InterruptedException {
        RunLock lock = acquire();
        beat();
        delete(FIRST);

        assertThatExceptionOfType(OwnershipException.class)
                .isThrownBy(lock::requireHeld)
                .withMessage(out() + ": " + FIRST + " was deleted; the run stops, and the same command continues")
                .matches(gone -> !gone.isHeldByAnother());
    }

    @Test
    void aFolderThatIsDeletedIsLockedAgain() throws InterruptedException {
        OutputFolder folder = folder();
        RunLock lock = acquire(folder);
        delete(FIRST);

        folder.replace(Heartbeat.FILE, writer -> writer.print("again"));

        assertThat(names()).containsExactly(FIRST, Heartbeat.FILE);
        lock.requireHeld();
    }

    @Test
    void theApplicationOfALockThatWasTakenOverBringsItNotBack() throws InterruptedException {
        RunLock first = acquire();
        RunLock second = acquire();

        assertThatExceptionOfType(OwnershipException.class).isThrownBy(() -> first.runs("app-1"));

        assertThat(names()).containsExactly(SECOND);
        second.requireHeld();
    }

    @Test
    void ofManyDriversThatBeginAtOnceOneRuns() throws Exception {
        each = this::beat;

        assertOneRuns();
        assertThat(names()).contains(FIRST);
    }

    @Test
    void ofManyDriversThatTakeOverTheSameFolderOneRuns() throws Exception {
        each = this::beat;
        lockedBy(new DriverProcess("node-7", GONE, USER, "first pid:[1]", 3));

        assertOneRuns();
        assertThat(names()).contains(SECOND).doesNotContain(FIRST);
        assertThat(told).hasSize(1);
    }

    private void assertOneRuns() throws Exception {
        int drivers = 8;
        ExecutorService threads = Executors.newFixedThreadPool(drivers);
        try {
            List<Callable<Boolean>> tasks = new ArrayList<>();
            for (int driver = 0; driver < drivers; driver++) {
                OutputFolder folder = folder();
                tasks.add(() -> isAcquired(folder));
            }
            int running = 0;
            for (Future<Boolean> result : threads.invokeAll(tasks)) {
                running += result.get() ? 1 : 0;
            }
            assertThat(running).isEqualTo(1);
        } finally {
            threads.shutdownNow();
        }
    }

    private boolean isAcquired(OutputFolder folder) throws InterruptedException {
        try {
            acquisition(folder, machine.table()).acquire("");
            return true;
        } catch (OwnershipException e) {
            return false;
        }
    }

    /** The lines that drivers have told. */
    List<String> told() {
        return List.copyOf(told);
    }

    RunLock acquire() throws InterruptedException {
        return acquire(folder());
    }

    RunLock acquire(OutputFolder folder) throws InterruptedException {
        return acquisition(folder, machine.table()).acquire("");
    }

    private OwnershipException refused() {
        OutputFolder folder = folder();
        return catchThrowableOfType(
                OwnershipException.class,
                () -> acquisition(folder, machine.table()).acquire(""));
    }

    /** A driver of another process has locked the folder. */
    private void lockedBy(DriverProcess process) {
        write(FIRST, LockHolder.of(process, "", clock.instant()).toJson() + "\n");
    }

    private LockAcquisition acquisition(OutputFolder folder, ProcessTable processes) {
        return new LockAcquisition(folder, clock, this::pause, processes, told::add);
    }

    private synchronized void pause(Duration duration) {
        clock.advance(duration);
        each.run();
    }

    /** What the driver that holds the folder writes. */
    private void beat() {
        write(Heartbeat.FILE, "beat " + beats.incrementAndGet());
    }

    private StudyJournal journal(OutputFolder folder) {
        StudyIdentity identity =
                new StudyIdentity("study", "d", "f", new Objective("f1", Objective.Direction.MAXIMIZE));
        return StudyJournal.open(folder, identity, clock);
    }

    private String out() {
        return folder().location();
    }

    private OutputFolder folder() {
        OutputFolder folder = open();
        folders.add(folder);
        return folder;
    }
}
