package dev.hone.driver.cli;

import dev.hone.driver.journal.OutputFolder;
import dev.hone.driver.report.StudyStatus;
import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code hone status}. */
@Command(
        name = "status",
        description = "Prints how a run stands and exits with the code that the run ends with, or 75 while it runs.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "OUTPUT", description = "Output folder of the study.")
    private String output = "";

    @Override
    public Integer call() {
        try (OutputFolder folder = OutputFolder.at(output, StudySession.hadoop())) {
            String text = folder.read(StatusFile.NAME)
                    .orElseThrow(() -> new InvalidInputException(
                            folder.location() + ": holds no " + StatusFile.NAME + " of a run"));
            StudyStatus status = StudyStatus.fromJson(text);
            System.out.println(status.study() + ": " + status.state().label() + ", " + status.message() + " ("
                    + status.done() + "/" + status.trials() + " trials, " + status.updated() + ")");
            return status.state().exitCode();
        } catch (IOException e) {
            throw new InvalidInputException(output + "/" + StatusFile.NAME + ": " + e.getMessage(), e);
        }
    }
}
