package dev.hone.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What {@code bin/hone} printed and returned, run as a user runs it.
 *
 * @param exitCode its exit code
 * @param out stdout
 * @param err stderr
 */
record HoneProcess(int exitCode, String out, String err) {
    /** Java options of processes that end after some seconds: they would hardly run what a second compiler makes. */
    static final String QUICK_START = "-XX:TieredStopAtLevel=1";

    /** The module's folder, where Maven runs tests. */
    static final Path DEPLOY = Path.of("").toAbsolutePath();

    static HoneProcess run(Path scratch, String... arguments) {
        return run(scratch, DEPLOY, Map.of(), arguments);
    }

    /**
     * Runs it.
     *
     * @param scratch folder for what it prints
     * @param directory its working directory
     * @param environment variables besides those of this process
     */
    static HoneProcess run(Path scratch, Path directory, Map<String, String> environment, String... arguments) {
        try {
            Path out = Files.createTempFile(scratch, "stdout", ".txt");
            Path err = Files.createTempFile(scratch, "stderr", ".txt");
            List<String> command = new ArrayList<>();
            command.add(DEPLOY.resolve("bin/hone").toString());
            command.addAll(List.of(arguments));
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
            builder.directory(directory.toFile());
            builder.environment().remove("SPARK_HOME");
            builder.environment().put("SPARK_SUBMIT_OPTS", QUICK_START);
            builder.environment().putAll(environment);
            int exitCode = builder.start().waitFor();
            return new HoneProcess(exitCode, Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while hone ran", e);
        }
    }
}
