package dev.hone.driver.cli;

import dev.hone.driver.cli.submission.SubmissionOptions;
import dev.hone.driver.definition.StudyDefinition;
import dev.hone.driver.definition.StudyFile;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
    @Mixin
    private StudyOptions options = new StudyOptions();

    @Mixin
    private SubmissionOptions submission = new SubmissionOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        Optional<String> program = submission.program();
        if (program.isPresent()) {
            return submit(program.get());
        }
        StudyDefinition definition = submission.submitted().map(options::read).orElseGet(options::read);
        return new SupervisedRun(definition, options).run().exitCode();
    }

    private int submit(String program) throws InterruptedException {
        SparkSubmitSettings settings = SparkSubmitSettings.of(submission.sparkOptions());
        settings.apply();
        StudyFile file = options.file();
        SubmissionCommand command = new SubmissionCommand(program, submission.jar(), arguments());
        return new Submission(options.read(file), file, settings, command).submit();
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
