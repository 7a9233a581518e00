package dev.hone.driver.cli;

import dev.hone.driver.cli.progress.ErrorLine;
import dev.hone.driver.cli.progress.LiveLine;
import dev.hone.driver.cli.progress.LoggedProgress;
import dev.hone.driver.cli.progress.Phases;
import dev.hone.driver.cli.progress.StatusFile;
import dev.hone.driver.cli.progress.TerminalProgress;
import dev.hone.driver.cli.publish.PublishStep;
import dev.hone.driver.definition.StudyDefinition;
import dev.hone.driver.definition.Trials;
import dev.hone.driver.execute.RunningTrials;
import dev.hone.driver.journal.OutputFolder;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.driver.sampler.known.WarmStart;
import dev.hone.driver.study.StudyListener;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A run of a study from its definition to its end, however it ends: keeps its status from before Spark starts, listens to
 * signals, and tells in {@code status.json} what it ended with.
 */
final class SupervisedRun {
    private static final String CALLED_EXIT = "called System.exit, which ends the JVM";

    static final String STARTING = "starting Spark";
    static final String INTERRUPTED = "interrupted; the same command continues";

    private final StudyDefinition definition;
    private final StudyOptions options;
    private final Clock clock = Clock.systemUTC();
    private final Optional<LiveLine> line = LiveLine.ofStderr();
    private final Phases phases = Phases.onStderr(line);

    /** Of the search, once it has begun; read by the hook of a JVM that is shut down. */
    private volatile Optional<StudyJournal> openJournal = Optional.empty();

    /** Known before Spark starts, so that a wrong folder is told at once. */
    private Optional<WarmStart> warmStart = Optional.empty();

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
        try (Phases shown = phases;
                OutputFolder folder = definition.outputFolder(StudySession.hadoop());
                StatusFile status = new StatusFile(
                        folder, definition.name(), Trials.of(definition).planned(), clock)) {
            shown.begin(STARTING);
            definition.withOutput(() -> {
                StudyJournal.checkStudy(folder, definition.name(), definition.digests());
                return folder;
            });
            warmStart = StudyJournal.warmStart(folder).or(() -> definition.warmStart(StudySession.hadoop()));
            definition.withOutput(() -> {
                status.start(STARTING);
                return folder;
            });
            return run(folder, status);
        }
    }

    private State run(OutputFolder folder, StatusFile status) {
        Runnable interrupted = () -> status.end(State.INTERRUPTED, INTERRUPTED);
        try (ShutdownGuard guard = new ShutdownGuard(() -> shutDown(status));
                InterruptSignals signals = new InterruptSignals(() -> exit(interrupted, guard), interrupted)) {
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
    private void exit(Runnable interrupted, ShutdownGuard guard) {
        guard.disarm();
        interrupted.run();
        phases.end();
        System.err.println("hone: " + INTERRUPTED);
        System.exit(State.INTERRUPTED.exitCode());
    }

    /** Keeps what has ended, and fails the trial that ends the JVM, so that the same command does not run it again. */
    private void shutDown(StatusFile status) {
        Optional<List<TrialConfig>> exiting = RunningTrials.thatExit();
        openJournal.ifPresent(journal -> {
            exiting.filter(trials -> trials.size() == 1)
                    .ifPresent(trials ->
                            journal.append(new Failed(trials.get(0), FailureCategory.TRAINING_FAILED, CALLED_EXIT, 0)));
            journal.flush();
        });
        String reason = exiting.map(trials -> trials(trials.stream().map(TrialConfig::number)) + " " + CALLED_EXIT)
                        .orElseGet(SupervisedRun::endedByOthers)
                + "; the same command continues";
        phases.end();
        HoneCommand.print(reason);
        status.end(State.FAILED, reason);
    }

    private static String endedByOthers() {
        List<Long> running = RunningTrials.numbers();
        return "the JVM was ended by System.exit outside of Hone"
                + (running.isEmpty() ? "" : " while " + trials(running.stream()) + " ran");
    }

    private static String trials(Stream<Long> numbers) {
        String joined = numbers.map(String::valueOf).collect(Collectors.joining(", "));
        return (joined.contains(",") ? "trials " : "trial ") + joined;
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
            status.phase(LoadedStudy.phase(definition));
            try (LoadedStudy loaded = session.quietly(() -> LoadedStudy.load(session.spark(), definition, phases))) {
                StudyIdentity identity = loaded.identity();
                definition.withOutput(() -> {
                    StudyJournal.check(folder, identity);
                    return folder;
                });
                PublishStep.prepare(definition, StudySession.hadoop());
                try (StudyJournal journal = StudyJournal.open(folder, identity, clock)) {
                    warmStart.ifPresent(journal::startFrom);
                    openJournal = Optional.of(journal);
                    return new TuneRun(session.spark(), loaded, status, phases, progress())
                            .run(folder, journal, signals);
                } catch (InvalidInputException e) {
                    status.end(State.INVALID, ErrorLine.of(e));
                    throw e;
                }
            }
        }
    }

    private StudyListener progress() {
        return line.<StudyListener>map(TerminalProgress::new).orElseGet(() -> new LoggedProgress(System.err));
    }
}
