package dev.hone.driver.cli;

import dev.hone.driver.cli.submission.SubmissionOptions;
import dev.hone.driver.cli.submission.SubmittedStudy;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that hands a study to a cluster: spark-submit's, with what the driver of a standalone cluster needs and
 * Spark does not hand on: Java's module options, and the study file.
 *
 * @param program runs spark-submit with the arguments after {@code --spark-submit}
 * @param jar Hone's jar, at a place that the driver can read
 * @param arguments the user's command line of {@code hone tune}
 */
record SubmissionCommand(String program, String jar, List<String> arguments) {

    SubmissionCommand {
        arguments = List.copyOf(arguments);
    }

    List<String> words(SparkSubmitSettings settings, SubmittedStudy study) {
        List<String> words = new ArrayList<>(List.of(program, "--spark-submit"));
        words.addAll(settings.options());
        words.addAll(List.of(
                "--deploy-mode",
                "cluster",
                "--driver-java-options",
                ModuleOptions.before(settings.driverJavaOptions()),
                "--class",
                HoneCommand.class.getName(),
                jar));
        arguments.stream()
                .filter(argument -> !SubmissionOptions.isOne(argument))
                .forEach(words::add);
        study.toArguments().forEach(part -> words.add(SubmissionOptions.STUDY + "=" + part));
        return words;
    }
}
