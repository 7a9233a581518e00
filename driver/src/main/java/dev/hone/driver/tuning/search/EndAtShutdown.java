package dev.hone.driver.tuning.search;

import dev.hone.driver.cli.progress.StatusFile;
import dev.hone.driver.execute.fault.RunningRecord;
import dev.hone.driver.execute.fault.RunningTrials;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.driver.task.MemoryFailure;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * While open, a JVM that is shut down during a search, by a signal or by its program, keeps the trials that have ended, and tells
 * that the search was interrupted. The hook comes before those of Spark and Hadoop, which stop the SparkContext and close file
 * systems.
 */
final class EndAtShutdown implements AutoCloseable {
    /** Spark's hooks have at most 50. */
    private static final int BEFORE_SPARK = 100;

    private static final long LONGEST_SECONDS = 5;

    private final Runnable hook;

    /** The status comes before the journal: it waits for nobody who writes to that. */
    EndAtShutdown(StudyJournal journal, StatusFile status, Optional<RunningRecord> record) {
        hook = () -> {
            if (RunningTrials.thatExit().isEmpty() && !MemoryFailure.endsThisJvm()) {
                record.ifPresent(RunningRecord::close); // no trial has ended this process
            }
            status.end(State.INTERRUPTED, SearchFolder.INTERRUPTED);
            journal.flush();
        };
        ShutdownHookManager.get().addShutdownHook(hook, BEFORE_SPARK, LONGEST_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (!ShutdownHookManager.get().isShutdownInProgress()) {
            ShutdownHookManager.get().removeShutdownHook(hook);
        }
    }
}
