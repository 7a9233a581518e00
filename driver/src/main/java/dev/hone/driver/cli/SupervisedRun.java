package dev.hone.driver.cli;

import dev.hone.driver.cli.progress.ErrorLine;
import dev.hone.driver.cli.progress.HeldLog;
import dev.hone.driver.cli.progress.LiveLine;
import dev.hone.driver.cli.progress.LoggedProgress;
import dev.hone.driver.cli.progress.Phases;
import dev.hone.driver.cli.progress.StatusFile;
import dev.hone.driver.cli.progress.TerminalProgress;
import dev.hone.driver.cli.publish.PublishStep;
import dev.hone.driver.definition.StudyDefinition;
import dev.hone.driver.definition.Trials;
import dev.hone.driver.execute.fault.RunningRecord;
import dev.hone.driver.execute.fault.RunningTrials;
import dev.hone.driver.journal.StudyIdentity;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.memory.MemoryAdvice;
import dev.hone.driver.output.OutputException;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ownership.lock.RunLock;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.driver.sampler.known.WarmStart;
import dev.hone.driver.study.StudyListener;
import dev.hone.driver.task.LogContext;
import dev.hone.driver.task.MemoryFailure;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run of a study from its definition to its end, however it ends: keeps its status from before Spark starts, listens to
 * signals, and tells in {@code status.json} what it ended with.
 */
final class SupervisedRun {
    private static final Logger LOG = LoggerFactory.getLogger(SupervisedRun.class);
    private static final String CALLED_EXIT = "called System.exit, which ends the JVM";

    static final String STARTING = "starting Spark";
    static final String INTERRUPTED = "interrupted; the same command continues";

    private final StudyDefinition definition;
    private final StudyOptions options;
    private final Duration gracePeriod;
    private final Clock clock = Clock.systemUTC();
    private final Optional<LiveLine> line = LiveLine.ofStderr();
    private final Phases phases = Phases.onStderr(line);

    /** Of the search, once it has begun; read by the hook of a JVM that is shut down. */
    private volatile Optional<StudyJournal> openJournal = Optional.empty();

    /** Which trials run, for the next run if one of them ends this one. */
    private volatile Optional<RunningRecord> record = Optional.empty();
    /** Once there is a folder that the run may write to; read by the threads of signals, as the guard. */
    private volatile Optional<StatusFile> openStatus = Optional.empty();

    private volatile Optional<ShutdownGuard> openGuard = Optional.empty();

    /** Known before Spark starts, so that a wrong folder is told at once. */
    private Optional<WarmStart> warmStart = Optional.empty();

    /** Of the output folder, released when that is closed. */
    private Optional<RunLock> lock = Optional.empty();

    /** @param gracePeriod how long trials that run may go on after a signal */
    SupervisedRun(StudyDefinition definition, StudyOptions options, Duration gracePeriod) {
        this.definition = definition;
        this.options = options;
        this.gracePeriod = gracePeriod;
    }

    /**
     * Runs it.
     *
     * @throws InvalidInputException if the table does not suit the study or the output folder cannot be used; nothing is
     *     left of the run then, unless it is a driver on a cluster, whose status nobody else would tell
     * @throws dev.hone.driver.ownership.OwnershipException if another driver runs the study in the output folder, or has taken the
     *     folder over from this one, which then writes nothing more
     */
    State run() {
        try (Phases shown = phases;
                InterruptSignals signals = new InterruptSignals(this::exit, this::endAtOnce, gracePeriod);
                OutputFolder folder = definition.outputFolder(StudySession.hadoop());
                StatusFile status = new StatusFile(
                        folder, definition.name(), Trials.of(definition).planned(), clock)) {
            shown.begin(STARTING);
            definition.withOutput(() -> {
                StudyJournal.checkStudy(folder, definition.name(), definition.digests());
                return folder;
            });
            warmStart = StudyJournal.warmStart(folder).or(() -> definition.warmStart(StudySession.hadoop()));
            lock = Optional.of(definition.withOutput(() -> RunLock.acquire(folder, "", this::tell)));
            openStatus = Optional.of(status);
            definition.withOutput(() -> {
                status.start(STARTING);
                return folder;
            });
            return run(folder, status, signals);
        }
    }

    private void tell(String line) {
        LOG.info("{}", Secrets.redacted(line));
        phases.interrupt(() -> HoneCommand.print(line));
    }

    private State run(OutputFolder folder, StatusFile status, InterruptSignals signals) {
        try (ShutdownGuard guard = new ShutdownGuard(() -> shutDown(status))) {
            openGuard = Optional.of(guard);
            return load(folder, status, signals);
        } catch (InvalidInputException e) {
            refused(status, e);
            throw e;
        } catch (Throwable e) { // Spark's exceptions are checked, and thrown undeclared
            status.end(State.FAILED, ErrorLine.of(e));
            throw e;
        }
    }

    /** Before the search there is nothing to keep. What Spark logs of its end, which interrupts its start, is nobody's business. */
    private void exit(State state) {
        openGuard.ifPresent(ShutdownGuard::disarm);
        endStatus(state);
        record.ifPresent(RunningRecord::close);
        phases.end();
        HoneCommand.print(INTERRUPTED);
        new HeldLog().drop();
        System.exit(state.exitCode());
    }

    private void endStatus(State state) {
        openStatus.ifPresent(status -> status.end(state, INTERRUPTED));
    }

    /** The status first: it waits for nobody who writes to the journal. */
    private void endAtOnce(State state) {
        endStatus(state);
        record.ifPresent(RunningRecord::close); // no trial has ended this process
        openJournal.ifPresent(StudyJournal::flush);
    }

    /** Keeps what has ended, and fails the trial that ends the JVM, so that the same command does not run it again. */
    private void shutDown(StatusFile status) {
        Optional<List<TrialConfig>> exiting = RunningTrials.thatExit();
        openJournal.ifPresent(journal -> keep(journal, exiting));
        String reason = exiting.map(trials -> trials(trials.stream().map(TrialConfig::number)) + " " + CALLED_EXIT)
                        .orElseGet(SupervisedRun::endedByOthers)
                + "; the same command continues";
        if (exiting.isEmpty() && !MemoryFailure.endsThisJvm()) {
            record.ifPresent(RunningRecord::close);
        }
        phases.end();
        HoneCommand.print(reason);
        status.end(State.FAILED, reason);
    }

    private static void keep(StudyJournal journal, Optional<List<TrialConfig>> exiting) {
        try {
            exiting.filter(trials -> trials.size() == 1)
                    .ifPresent(trials ->
                            journal.append(new Failed(trials.get(0), FailureCategory.TRAINING_FAILED, CALLED_EXIT, 0)));
            journal.flush();
        } catch (OutputException e) {
            HoneCommand.print(ErrorLine.of(e));
        }
    }

    private static String endedByOthers() {
        if (MemoryFailure.endsThisJvm()) {
            return "Spark ended the JVM, as it does where a task of its own runs out of memory; "
                    + MemoryAdvice.of(Runtime.getRuntime().maxMemory());
        }
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
            discard(status, e);
        }
    }

    private static void discard(StatusFile status, InvalidInputException refusal) {
        try {
            status.discard();
        } catch (OutputException e) {
            refusal.addSuppressed(e);
        }
    }

    private State load(OutputFolder folder, StatusFile status, InterruptSignals signals) {
        try (StudySession session = StudySession.start(definition, options);
                LogContext logged = LogContext.ofStudy(session.spark().sparkContext(), definition.name())) {
            lock.ifPresent(held -> held.runs(session.spark().sparkContext().applicationId()));
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
                    record = StudyJournal.recordRunning(folder);
                    journal.setAside().text().ifPresent(HoneCommand::print);
                    return new TuneRun(session, loaded, status, phases, progress()).run(folder, journal, signals);
                } catch (InvalidInputException e) {
                    status.end(State.INVALID, ErrorLine.of(e));
                    throw e;
                } catch (OutputException e) { // and Spark has no time to end its tasks quietly
                    session.dropWarnings();
                    throw e;
                } finally {
                    if (!ShutdownGuard.isShuttingDown()) { // else the guard knows who ends this process
                        record.ifPresent(RunningRecord::close);
                    }
                }
            }
        }
    }

    private StudyListener progress() {
        return line.<StudyListener>map(TerminalProgress::new)
                .orElseGet(() -> new LoggedProgress(StudySession.logsJson() ? LOG::info : System.err::println));
    }
}
