package dev.hone.driver.cli;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command of a process that runs Hone's command line with the classes and Java options of the tests. */
final class HoneJvm {
    private HoneJvm() {}

    /**
     * Trials run in that process.
     *
     * @param property a system property of it, as {@code key=value}
     */
    static List<String> command(String property, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> !argument.startsWith("-agentlib") && !argument.startsWith("-javaagent"))
                .forEach(command::add);
        command.addAll(List.of(
                "-Dspark.master=local[2]",
                "-Dspark.ui.enabled=false",
                "-D" + property,
                "-cp",
                System.getProperty("java.class.path"),
                HoneCommand.class.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
