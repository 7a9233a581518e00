package dev.hone.driver.cli;

import dev.hone.driver.cli.submission.ClusterManager;
import dev.hone.driver.cli.submission.SubmissionOptions;
import dev.hone.driver.cli.submission.SubmittedStudy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The command line that hands a study to a cluster: spark-submit's, with what a driver needs and Spark does not hand on: Java's
 * module options on a standalone cluster, variables, and the study file.
 *
 * @param program runs spark-submit with the arguments after {@code --spark-submit}
 * @param jar Hone's jar, at a place that the driver can read
 * @param arguments the user's command line of {@code hone tune}
 */
record SubmissionCommand(String program, String jar, List<String> arguments) {

    SubmissionCommand {
        arguments = List.copyOf(arguments);
    }

    /**
     * The words of the command line.
     *
     * @param settings those of the user
     * @param name name of the application unless the user names it
     * @param added settings besides the user's
     * @param study the study
     */
    List<String> words(SparkSubmitSettings settings, String name, Map<String, String> added, SubmittedStudy study) {
        List<String> words = new ArrayList<>(List.of(program, "--spark-submit"));
        words.addAll(settings.options());
        words.addAll(List.of("--deploy-mode", "cluster"));
        if (!settings.namesTheApplication()) {
            words.addAll(List.of("--name", name));
        }
        if (settings.manager() == ClusterManager.STANDALONE) {
            words.addAll(List.of("--driver-java-options", ModuleOptions.before(settings.driverJavaOptions())));
        }
        settings.manager()
                .environmentSettings(settings.properties(), System.getenv())
                .forEach((key, value) -> words.addAll(List.of("--conf", key + "=" + value)));
        added.forEach((key, value) -> words.addAll(List.of("--conf", key + "=" + value)));
        words.addAll(List.of("--class", HoneCommand.class.getName(), jar));
        arguments.stream()
                .filter(argument -> !SubmissionOptions.isOne(argument))
                .forEach(words::add);
        study.toArguments().forEach(part -> words.add(SubmissionOptions.STUDY + "=" + part));
        return words;
    }
}
