package dev.hone.driver.tuning.search;

import dev.hone.driver.cli.progress.ErrorLine;
import dev.hone.driver.cli.progress.StatusFile;
import dev.hone.driver.execute.fault.RunningRecord;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputException;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ownership.OwnershipException;
import dev.hone.driver.ownership.lock.RunLock;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.driver.sampler.known.WarmStart;
import dev.hone.driver.tuning.trial.TunerWarmStart;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.evaluate.FailureMessage;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.util.ShutdownHookManager;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Option;

/** The output folder of a search with its journal and its status, and what becomes of these when the search ends or fails. */
public final class SearchFolder implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SearchFolder.class);
    private static final String JOURNAL = "journal";
    static final String INTERRUPTED = "interrupted; the next run continues";

    /** Of what is evaluated again on other folds. */
    public static final String CONFIRM = "confirm";

    private final OutputFolder folder;
    private final StudyJournal journal;
    private final StatusFile status;
    private final EndAtShutdown shutdown;
    private final Optional<RunningRecord> record;

    private SearchFolder(OutputFolder folder, StudyJournal journal, StatusFile status, Optional<RunningRecord> record) {
        this.folder = folder;
        this.journal = journal;
        this.status = status;
        shutdown = new EndAtShutdown(journal, status, record);
        this.record = record;
    }

    /**
     * What is kept in the folder.
     *
     * @param identity of the search
     * @param start what a search starts from that the folder does not have yet
     * @param trials number of trials; 0 where there is no number of them
     * @param phase what the search does first
     */
    public record Search(StudyIdentity identity, Supplier<Optional<WarmStart>> start, long trials, String phase) {}

    /**
     * Makes the folder where it is missing, and its journal, of which the search continues.
     *
     * @throws InvalidInputException if it cannot be written to, or holds something else
     * @throws OwnershipException if another driver runs a search in it
     */
    public static SearchFolder open(String location, Configuration hadoop, Search search) {
        return open(OutputFolder.at(location, hadoop), search, folder -> {});
    }

    /** The same for a search that does not continue: trials of an earlier run are deleted. */
    public static SearchFolder openAnew(String location, Configuration hadoop, Search search) {
        return open(OutputFolder.at(location, hadoop), search, SearchFolder::deleteTrials);
    }

    private static void deleteTrials(OutputFolder folder) {
        folder.deleteFolder(JOURNAL);
        folder.deleteFolder(CONFIRM);
    }

    private static SearchFolder open(OutputFolder folder, Search search, Consumer<OutputFolder> prepare) {
        try {
            StudyJournal.check(folder, search.identity());
            RunLock unused = RunLock.acquire(folder, application(), line -> LOG.warn("{}", Secrets.redacted(line)));
            StudyJournal.check(folder, search.identity()); // again, as another driver may have had it meanwhile
            prepare.accept(folder);
            Optional<WarmStart> start = StudyJournal.warmStart(folder).or(search.start());
            Clock clock = Clock.systemUTC();
            StudyJournal journal = StudyJournal.open(folder, search.identity(), clock);
            start.map(TunerWarmStart::logged).ifPresent(journal::startFrom);
            StatusFile status = new StatusFile(folder, search.identity().name(), search.trials(), clock);
            status.start(search.phase());
            journal.setAside().text().ifPresent(LOG::warn);
            return new SearchFolder(folder, journal, status, StudyJournal.recordRunning(folder));
        } catch (Throwable e) { // Spark's exceptions are checked, and thrown undeclared
            folder.close();
            throw e;
        }
    }

    /** Empty for who runs trials without Spark. */
    private static String application() {
        Option<SparkSession> session = SparkSession.getDefaultSession();
        return session.isDefined() ? session.get().sparkContext().applicationId() : "";
    }

    public OutputFolder folder() {
        return folder;
    }

    public StudyJournal journal() {
        return journal;
    }

    public StatusFile status() {
        return status;
    }

    /** Tells how the search ended. */
    public void end(State state, String message) {
        journal.flush();
        status.end(state, message);
    }

    /**
     * Tells that the search has failed; trials that have ended are kept. Of a search that was refused before any had, nothing
     * is. A folder that is another driver's by now is left alone.
     *
     * @param thrown gets what went wrong besides, as suppressed
     */
    public void fail(Throwable thrown) {
        if (thrown instanceof OwnershipException) {
            status.close();
        } else if (Thread.currentThread().isInterrupted()) {
            // Files cannot be written by a thread that is interrupted.
            boolean unused = Thread.interrupted();
            endAfter(thrown, State.INTERRUPTED, INTERRUPTED);
            Thread.currentThread().interrupt();
        } else if (thrown instanceof InvalidInputException && !journal.hasEntries()) {
            discard();
        } else {
            endAfter(
                    thrown,
                    thrown instanceof InvalidInputException ? State.INVALID : State.FAILED,
                    thrown instanceof OutputException ? ErrorLine.of(thrown) : FailureMessage.of(thrown));
        }
    }

    /** The journal gives back its reserve first, so that the status has room on a disk that is full. */
    private void endAfter(Throwable thrown, State state, String message) {
        try {
            journal.close();
        } catch (OutputException e) {
            thrown.addSuppressed(e);
        }
        status.end(state, message);
    }

    /** Leaves nothing of a search in which no trial has a score, so that the next one begins anew. */
    public void discard() {
        status.discard();
        journal.delete();
    }

    @Override
    public void close() {
        if (!ShutdownHookManager.get().isShutdownInProgress()) { // else the hook knows who ends this process
            record.ifPresent(RunningRecord::close);
        }
        shutdown.close();
        status.close();
        try {
            journal.close();
        } finally {
            folder.close();
        }
    }
}
