package dev.hone.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What a process printed and returned.
 *
 * @param exitCode its exit code
 * @param out stdout
 * @param err stderr
 */
record FinishedProcess(int exitCode, String out, String err) {
    /**
     * Runs a process to its end.
     *
     * @param scratch folder for what it prints
     * @param builder its command, working directory and environment
     */
    static FinishedProcess run(Path scratch, ProcessBuilder builder) {
        try {
            Path out = Files.createTempFile(scratch, "stdout", ".txt");
            Path err = Files.createTempFile(scratch, "stderr", ".txt");
            int exitCode = builder.redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start()
                    .waitFor();
            return new FinishedProcess(exitCode, Files.readString(out), Files.readString(err));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while this ran: " + builder.command(), e);
        }
    }
}
