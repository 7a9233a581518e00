package dev.hone.driver.cli;

import dev.hone.driver.cli.progress.ErrorLine;
import dev.hone.driver.cli.progress.StatusFile;
import dev.hone.driver.cli.progress.StatusWatch;
import dev.hone.driver.cli.submission.ClusterManager;
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
import dev.hone.worker.data.shipped.ShippedFiles;
import dev.hone.worker.data.shipped.SubmittedTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.spark.SparkConf;
import org.apache.spark.util.Utils;

/**
 * Hands a study to a driver on a cluster by spark-submit. The study is free of mistakes by then, as far as that
 * can be told without its table, so that its author is told of them at once; how the driver fares is in its status file.
 *
 * @param definition the study
 * @param file its file
 * @param settings those that result from the user's options of spark-submit
 * @param command spark-submit's command line
 * @param waits whether to wait for the end of the run
 */
record Submission(
        StudyDefinition definition,
        StudyFile file,
        SparkSubmitSettings settings,
        SubmissionCommand command,
        boolean waits) {
    private static final Clock CLOCK = Clock.systemUTC();

    Submission {
        settings.manager(); // which may be unknown
    }

    /**
     * Submits the study, and prints the driver's id and where its status is.
     *
     * @return the exit code: 0 once the cluster has taken the driver, or that of the run if it waits, or the driver has ended by
     *     then
     * @throws InvalidInputException if the output folder cannot be used or the table was not shipped; nothing is submitted then
     * @throws OwnershipException if another driver runs the study in the output folder; nothing is submitted then
     */
    int submit() throws InterruptedException {
        try (OutputFolder folder = definition.outputFolder(StudySession.hadoop())) {
            Optional<String> published = definition.publishedUri(StudySession.hadoop());
            List<String> words = command.words(
                    settings,
                    "hone " + definition.name(),
                    addedSettings(),
                    new SubmittedStudy(file, folder.uri(), published));
            definition.withOutput(() -> {
                StudyJournal.checkStudy(folder, definition.name(), definition.digests());
                return folder;
            });
            write(State.SUBMITTED, "handed to " + settings.master());
            tellOfLocalPaths(folder, StudySession.hadoop());
            SubmissionLog log = new SubmissionLog();
            int exitCode = spark(words, log, id -> tellWhere(folder, id));
            return ended(folder, log, exitCode);
        }
    }

    /** Settings besides the user's. */
    private Map<String, String> addedSettings() {
        Map<String, String> added = new TreeMap<>(tableSettings());
        if (waits) { // by spark-submit too: else nobody would tell of a driver that ends before its first status
            added.putAll(settings.manager().waitingSetting());
        }
        return added;
    }

    /** What the driver needs to know of a table of {@code --files}. */
    private Map<String, String> tableSettings() {
        String path = definition.data().path();
        if (definition.data().location().isTable() || !ShippedFiles.isOne(path)) {
            return Map.of();
        }
        return definition.document().section("data").checked("path", () -> {
            try {
                return SubmittedTable.digest(shipped().source(ShippedFiles.name(path)))
                        .map(digest -> Map.of(SubmittedTable.SETTING, digest))
                        .orElse(Map.of());
            } catch (IOException e) {
                throw new InvalidInputException("Data '" + path + "': must be readable (" + ErrorLine.of(e) + ")", e);
            }
        });
    }

    private static ShippedFiles shipped() {
        return ShippedFiles.of(new SparkConf());
    }

    private int ended(OutputFolder folder, SubmissionLog log, int exitCode) throws InterruptedException {
        Optional<String> failure = failure(log, exitCode);
        if (failure.isEmpty() && !waits) {
            return State.SUCCEEDED.exitCode();
        }
        StatusWatch watch = StatusWatch.of(folder);
        if (failure.isEmpty() && settings.usesRest()) {
            awaitStatus(log, watch);
            failure = failure(log, exitCode);
        }
        if (watch.onceReadable().state() == State.SUBMITTED) {
            write(State.FAILED, failure.orElseGet(() -> silence(folder, log)));
        }
        StudyStatus status = watch.ended(Optional.empty());
        if (status.state() != State.SUCCEEDED) {
            System.err.println("hone: " + status.message());
        }
        return status.state().exitCode();
    }

    /** What to say of a driver that has ended without a word in the output folder. */
    private static String silence(OutputFolder folder, SubmissionLog log) {
        String id = log.id().orElseThrow();
        return "driver " + id + " has ended and left no status in " + folder.location()
                + ", which must be the same folder on its machine and on this one";
    }

    /** Over REST spark-submit does not wait: asks until the driver has ended or its run has a status. */
    private void awaitStatus(SubmissionLog log, StatusWatch watch) throws InterruptedException {
        String id = log.id().orElseThrow();
        RestDriverState driver = new RestDriverState(settings.master(), id);
        while (watch.onceReadable().state() == State.SUBMITTED && !log.tellsOfEnd()) {
            driver.ask(log);
        }
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
                    + log.problem()
                            .orElseGet(() ->
                                    settings.manager().whereLogsAre(log.id().get()))
                    + ")");
        }
        if (log.tellsOfWaiting()) {
            tellOfWaiting(log.id().get());
        }
        return Optional.empty();
    }

    private void tellOfWaiting(String id) {
        System.err.println("hone: driver " + id + " waits for a worker with a free core and " + settings.driverMemory()
                + " of free memory (see --driver-cores and --driver-memory)");
    }

    /** Runs spark-submit to its end; the driver's id is told as soon as it is known. */
    private int spark(List<String> words, SubmissionLog log, Consumer<String> known) throws InterruptedException {
        try {
            Process process =
                    new ProcessBuilder(words).redirectErrorStream(true).start();
            // Else it would outlive who stops waiting for the run.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
            process.getOutputStream().close();
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                reader.lines().forEach(line -> accept(line, log, known));
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run spark-submit", e);
        }
    }

    private void accept(String line, SubmissionLog log, Consumer<String> known) {
        boolean isNew = log.id().isEmpty();
        boolean waited = log.tellsOfWaiting();
        log.accept(line);
        if (isNew) {
            log.id().ifPresent(known);
        }
        if (waits && !settings.usesRest() && !waited && log.tellsOfWaiting()) { // spark-submit goes on until its end
            log.id().ifPresent(this::tellOfWaiting);
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
        Stream<String> jar = Stream.of(Utils.resolveURI(command.jar()).toString());
        Stream<String> table = Stream.of(definition.data().path())
                .filter(path -> !definition.data().location().isTable());
        boolean ships = settings.manager() != ClusterManager.STANDALONE;
        List<String> local = Stream.of(
                        ships ? Stream.<String>empty() : Stream.concat(jar, shipped().local().stream()),
                        table,
                        Stream.of(folder.uri()))
                .flatMap(paths -> paths)
                .filter(path -> path.startsWith("file:") || localByDefault && path.startsWith("/"))
                .toList();
        if (!local.isEmpty()) {
            System.err.println(
                    "hone: paths of this machine must lead to the same files on all machines of the cluster: "
                            + String.join(", ", local));
        }
    }
}
