package dev.hone.driver.cli;

import dev.hone.driver.cli.submission.SubmissionOptions;
import dev.hone.driver.definition.StudyDefinition;
import dev.hone.driver.definition.StudyFile;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code hone tune}. */
@Command(
        name = "tune",
        description =
                "Runs a study: searches, trains the best model on all rows and saves it. Continues where the output"
                        + " folder holds an unfinished run of the same study.",
        footerHeading = "%nOptions of spark-submit, such as --master and --executor-memory, may stand beside these;",
        footer = " see hone --help.",
        mixinStandardHelpOptions = true)
final class TuneCommand implements Callable<Integer> {
    private static final String GRACE_PERIOD = "--grace-period";

    @Mixin
    private StudyOptions options = new StudyOptions();

    @Option(
            names = GRACE_PERIOD,
            paramLabel = "DURATION",
            defaultValue = "5s",
            description =
                    "How long trials that run may go on after SIGTERM or Ctrl-C, such as 20s; a second signal stops at once. The"
                            + " run ends at most 4 seconds later. Default: ${DEFAULT-VALUE}.")
    private String gracePeriod = "";

    @Option(
            names = "--wait",
            description =
                    "In cluster mode: wait for the end of the run and exit with its code, as on YARN and Kubernetes anyway"
                            + " unless Spark's waitAppCompletion says otherwise.")
    private boolean waits;

    @Mixin
    private SubmissionOptions submission = new SubmissionOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Duration grace = DurationOption.read(GRACE_PERIOD, gracePeriod);
        Optional<String> program = submission.program();
        if (program.isPresent()) {
            return submit(program.get());
        }
        StudyDefinition definition = submission.submitted().map(options::read).orElseGet(options::read);
        return new SupervisedRun(definition, options, grace).run().exitCode();
    }

    private int submit(String program) throws InterruptedException {
        SparkSubmitSettings settings = SparkSubmitSettings.of(submission.sparkOptions());
        settings.apply();
        StudyFile file = options.fileToSubmit();
        SubmissionCommand command = new SubmissionCommand(program, submission.jar(), arguments());
        return new Submission(options.read(file), file, settings, command, waits || settings.waitsForTheEnd()).submit();
    }

    /** The whole command line, from the command's name on. */
    private List<String> arguments() {
        return Objects.requireNonNull(spec)
                .root()
                .commandLine()
                .getParseResult()
                .originalArgs();
    }
}
