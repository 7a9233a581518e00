package dev.hone.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs {@code bin/hone} as a user runs it. */
final class HoneProcess {
    /** Java options of processes that end after some seconds: they would hardly run what a second compiler makes. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    /** The module's folder, where Maven runs tests. */
    static final Path DEPLOY = Path.of("").toAbsolutePath();

    private HoneProcess() {}

    static FinishedProcess run(Path scratch, String... arguments) {
        return run(scratch, DEPLOY, Map.of(), arguments);
    }

    /**
     * Runs it.
     *
     * @param scratch folder for what it prints
     * @param directory its working directory
     * @param environment variables besides those of this process
     */
    static FinishedProcess run(Path scratch, Path directory, Map<String, String> environment, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(DEPLOY.resolve("bin/hone").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().remove("SPARK_HOME");
        builder.environment().put("SPARK_SUBMIT_OPTS", QUICK_START);
        builder.environment().putAll(environment);
        return FinishedProcess.run(scratch, builder);
    }
}
