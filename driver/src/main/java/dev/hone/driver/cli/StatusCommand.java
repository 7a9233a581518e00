package dev.hone.driver.cli;

import dev.hone.driver.cli.progress.ErrorLine;
import dev.hone.driver.cli.progress.StatusWatch;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.report.StudyStatus;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.worker.data.InvalidInputException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hone status}. */
@Command(
        name = "status",
        description =
                "Prints how a run stands and exits with the code that the run ends with, with 75 while it runs, or with"
                        + " 69 if it is lost: if it should run, but has given no sign of life for 30 seconds, or if the"
                        + " output cannot be read.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OUTPUT", description = "Output folder of the study.")
    private String output = "";

    @Option(
            names = "--wait",
            description =
                    "Wait until the run has ended or is lost; if it has not begun, up to 10 minutes for that. Reads that fail"
                            + " are tried again until none has succeeded for 2 minutes.")
    private boolean wait;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description =
                    "With --wait: the longest time to wait, such as 90s, 30m or 1h30m; by default as long as the run"
                            + " takes. A run that goes on then exits with 75.")
    private Optional<String> timeout = Optional.empty();

    @Override
    public Integer call() throws InterruptedException {
        Optional<Duration> longest = timeout.map(text -> DurationOption.read("--timeout", text));
        if (longest.isPresent() && !wait) {
            throw new InvalidInputException("Option '--timeout' needs --wait");
        }
        try (OutputFolder folder = OutputFolder.at(output, StudySession.hadoop())) {
            StatusWatch watch = StatusWatch.of(folder);
            StudyStatus status = wait ? watch.ended(longest) : watch.now();
            System.out.println(line(status));
            return status.state().exitCode();
        } catch (UncheckedIOException e) { // which says nothing of the run
            HoneCommand.print("How the run stands cannot be told: " + ErrorLine.of(e));
            return State.LOST.exitCode();
        }
    }

    private static String line(StudyStatus status) {
        return status.study() + ": " + status.state().label() + ", " + status.message() + " (" + status.done()
                + (status.trials() > 0 ? "/" + status.trials() : "") + " trials, " + status.updated() + ")";
    }
}
