package dev.hone.driver.cli;

import dev.hone.driver.journal.OutputFolder;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.worker.data.InvalidInputException;
import java.time.Clock;

/**
 * A run of a study from its definition to its end, however it ends: keeps its status from before Spark starts, listens to
 * signals, and tells in {@code status.json} what it ended with.
 */
final class SupervisedRun {
    static final String INTERRUPTED = "interrupted; the same command continues";

    private final StudyDefinition definition;
    private final StudyOptions options;
    private final Clock clock = Clock.systemUTC();

    SupervisedRun(StudyDefinition definition, StudyOptions options) {
        this.definition = definition;
        this.options = options;
    }

    /**
     * Runs it.
     *
     * @throws InvalidInputException if the table does not suit the study or the output folder cannot be used; nothing is
     *     left of the run then, unless it is a driver on a cluster, whose status nobody else would tell
     */
    State run() {
        try (OutputFolder folder = definition.outputFolder(StudySession.hadoop());
                StatusFile status = new StatusFile(
                        folder, definition.name(), definition.search().sampler().trials(), clock)) {
            definition.withOutput(() -> {
                StudyJournal.checkStudy(folder, definition.name(), definition.digest());
                status.start("starting Spark");
                return folder;
            });
            return run(folder, status);
        }
    }

    private State run(OutputFolder folder, StatusFile status) {
        Runnable interrupted = () -> status.end(State.INTERRUPTED, INTERRUPTED);
        try (InterruptSignals signals = new InterruptSignals(() -> exit(interrupted), interrupted)) {
            return load(folder, status, signals);
        } catch (InvalidInputException e) {
            refused(status, e);
            throw e;
        } catch (Throwable e) { // Spark's exceptions are checked, and thrown undeclared
            status.end(State.FAILED, ErrorLine.of(e));
            throw e;
        }
    }

    /** Before the search there is nothing to keep. */
    private static void exit(Runnable interrupted) {
        interrupted.run();
        System.err.println("hone: " + INTERRUPTED);
        System.exit(State.INTERRUPTED.exitCode());
    }

    private static void refused(StatusFile status, InvalidInputException e) {
        if (StudySession.isDriverOnCluster()) {
            status.end(State.INVALID, ErrorLine.of(e));
        } else {
            status.discard();
        }
    }

    private State load(OutputFolder folder, StatusFile status, InterruptSignals signals) {
        try (StudySession session = StudySession.start(definition, options)) {
            status.phase("reading the table");
            try (LoadedStudy loaded = LoadedStudy.load(session.spark(), definition)) {
                StudyIdentity identity =
                        definition.identity(loaded.table().data().fingerprint());
                definition.withOutput(() -> {
                    StudyJournal.check(folder, identity);
                    return folder;
                });
                try (StudyJournal journal = StudyJournal.open(folder, identity, clock)) {
                    return new TuneRun(session.spark(), loaded, status).run(folder, journal, signals);
                } catch (InvalidInputException e) {
                    status.end(State.INVALID, ErrorLine.of(e));
                    throw e;
                }
            }
        }
    }
}
