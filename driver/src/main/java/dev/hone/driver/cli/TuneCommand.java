package dev.hone.driver.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code hone tune}. */
@Command(
        name = "tune",
        description =
                "Runs a study: searches, trains the best model on all rows and saves it. Continues where the output"
                        + " folder holds an unfinished run of the same study.",
        mixinStandardHelpOptions = true)
final class TuneCommand implements Callable<Integer> {
    @Mixin
    private StudyOptions options = new StudyOptions();

    @Override
    public Integer call() {
        return new SupervisedRun(options.read(), options).run().exitCode();
    }
}
