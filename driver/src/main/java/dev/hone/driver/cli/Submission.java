package dev.hone.driver.cli;

import dev.hone.driver.cli.progress.StatusFile;
import dev.hone.driver.cli.progress.StatusWatch;
import dev.hone.driver.cli.submission.RestDriverState;
import dev.hone.driver.cli.submission.SubmissionLog;
import dev.hone.driver.cli.submission.SubmittedStudy;
import dev.hone.driver.definition.StudyDefinition;
import dev.hone.driver.definition.StudyFile;
import dev.hone.driver.definition.Trials;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ownership.OwnershipException;
import dev.hone.driver.ownership.lock.RunLock;
import dev.hone.driver.report.StudyStatus;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.worker.data.InvalidInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.util.Utils;

/**
 * Hands a study to a driver on a standalone cluster by spark-submit. The study is free of mistakes by then, as far as that
 * can be told without its table, so that its author is told of them at once; how the driver fares is in its status file.
 *
 * @param definition the study
 * @param file its file
 * @param settings those that result from the user's options of spark-submit
 * @param command spark-submit's command line
 */
record Submission(StudyDefinition definition, StudyFile file, SparkSubmitSettings settings, SubmissionCommand command) {
    private static final Clock CLOCK = Clock.systemUTC();

    /**
     * Submits the study, and prints the driver's id and where its status is.
     *
     * @return the exit code: 0 once the master has taken the driver, or that of the run if the driver has ended by then
     * @throws InvalidInputException if the output folder cannot be used; nothing is submitted then
     * @throws OwnershipException if another driver runs the study in the output folder; nothing is submitted then
     */
    int submit() throws InterruptedException {
        try (OutputFolder folder = definition.outputFolder(StudySession.hadoop())) {
            Optional<String> published = definition.publishedUri(StudySession.hadoop());
            List<String> words = command.words(settings, new SubmittedStudy(file, folder.uri(), published));
            definition.withOutput(() -> {
                StudyJournal.checkStudy(folder, definition.name(), definition.digests());
                return folder;
            });
            write(State.SUBMITTED, "handed to " + settings.master());
            tellOfLocalPaths(folder, StudySession.hadoop());
            SubmissionLog log = new SubmissionLog();
            int exitCode = spark(words, log);
            return ended(folder, log, exitCode);
        }
    }

    private int ended(OutputFolder folder, SubmissionLog log, int exitCode) throws InterruptedException {
        log.id().ifPresent(id -> tellWhere(folder, id));
        Optional<String> failure = failure(log, exitCode);
        StatusWatch watch = StatusWatch.of(folder);
        if (failure.isPresent() && watch.now().state() == State.SUBMITTED) {
            write(State.FAILED, failure.get());
        }
        if (failure.isEmpty() && !settings.waitsForTheEnd()) {
            return State.SUCCEEDED.exitCode();
        }
        StudyStatus status = watch.ended(Optional.empty());
        if (status.state() != State.SUCCEEDED) {
            System.err.println("hone: " + status.message());
        }
        return status.state().exitCode();
    }

    private void tellWhere(OutputFolder folder, String id) {
        System.out.println("submission  " + id);
        System.out.println("status      " + folder.location(StatusFile.NAME));
    }

    /** Why there is no driver, or none any more. */
    private Optional<String> failure(SubmissionLog log, int exitCode) throws InterruptedException {
        if (log.id().isEmpty()) {
            return Optional.of("the study could not be submitted to " + settings.master() + " ("
                    + log.problem().orElse("spark-submit has ended with exit code " + exitCode) + ")");
        }
        String driver = "driver " + log.id().get();
        if (settings.usesRest() && log.tellsOfWaiting()) {
            new RestDriverState(settings.master(), log.id().get()).awaitStart(log);
        }
        if (log.tellsOfFailure() || exitCode != 0) {
            return Optional.of(driver + " could not run ("
                    + log.problem().orElse("its stderr in the worker's folder tells why") + ")");
        }
        if (log.tellsOfWaiting()) {
            System.err.println("hone: " + driver + " waits for a worker with a free core and " + settings.driverMemory()
                    + " of free memory (see --driver-cores and --driver-memory)");
        }
        return Optional.empty();
    }

    /** Runs spark-submit to its end. */
    private static int spark(List<String> words, SubmissionLog log) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            process.getOutputStream().close();
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                reader.lines().forEach(log::accept);
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run spark-submit", e);
        }
    }

    /** Owns the folder for that moment, so that the status of a driver that runs is left alone. */
    private void write(State state, String message) {
        long trials = Trials.of(definition).planned();
        StudyStatus status =
                new StudyStatus(definition.name(), state, message, trials, 0, CLOCK.instant(), Optional.empty());
        try (OutputFolder folder = definition.outputFolder(StudySession.hadoop())) {
            definition.withOutput(() -> RunLock.acquire(folder, "", HoneCommand::print));
            folder.replace(StatusFile.NAME, writer -> writer.print(status.toJson()));
        }
    }

    /** A driver takes paths of this machine for its own. */
    private void tellOfLocalPaths(OutputFolder folder, Configuration hadoop) {
        boolean localByDefault = FileSystem.getDefaultUri(hadoop).getScheme().equals("file");
        List<String> local = Stream.of(
                        Optional.of(Utils.resolveURI(command.jar()).toString()),
                        Optional.of(definition.data().path())
                                .filter(path ->
                                        !definition.data().location().format().equals("table")),
                        Optional.of(folder.uri()))
                .flatMap(Optional::stream)
                .filter(path -> path.startsWith("file:") || localByDefault && path.startsWith("/"))
                .toList();
        if (!local.isEmpty()) {
            System.err.println(
                    "hone: paths of this machine must lead to the same files on all machines of the cluster: "
                            + String.join(", ", local));
        }
    }
}
