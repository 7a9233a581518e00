package dev.hone.driver.cli;

import dev.hone.driver.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.apache.spark.sql.SparkSession;

/**
 * What a command printed and returned, run in this JVM on the Spark that runs already, else on that of the tests.
 *
 * @param exitCode its exit code
 * @param out stdout
 * @param err stderr
 */
public record CommandLineRun(int exitCode, String out, String err) {

    public static CommandLineRun of(String... arguments) {
        if (SparkSession.getDefaultSession().isEmpty()) {
            LocalSpark.session();
        }
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printedOut = new ByteArrayOutputStream();
        ByteArrayOutputStream printedErr = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printedOut, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(printedErr, true, StandardCharsets.UTF_8));
        try {
            int exitCode = HoneCommand.run(arguments);
            return new CommandLineRun(
                    exitCode, printedOut.toString(StandardCharsets.UTF_8), printedErr.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
