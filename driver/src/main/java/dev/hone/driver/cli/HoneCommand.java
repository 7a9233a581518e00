package dev.hone.driver.cli;

import dev.hone.driver.cli.progress.ErrorLine;
import dev.hone.driver.cli.progress.RedactedStream;
import dev.hone.driver.ownership.OwnershipException;
import dev.hone.driver.report.StudyStatus.State;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.data.SparkVersion;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.RunLast;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code hone}: the main class that spark-submit runs. Results go to stdout, everything else to stderr. */
@Command(
        name = "hone",
        description = "Tunes the hyperparameters of Spark MLlib models.",
        footerHeading = "%nOptions of spark-submit:%n",
        footer = {
            "bin/hone takes them anywhere and hands them to Spark: --master, --deploy-mode, --driver-memory,",
            "--executor-memory, --conf, --jars, --files, --properties-file and the rest; without --master it runs on this"
                    + " machine,",
            "with half of its memory unless --driver-memory says otherwise."
        },
        mixinStandardHelpOptions = true,
        versionProvider = HoneVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {TuneCommand.class, ValidateCommand.class, StatusCommand.class, ReportCommand.class},
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:done",
            "2:the input is wrong",
            "3:no trial has succeeded",
            "4:stopped by its time limit before the first score",
            "5:undecided: the model is saved, but cannot be compared with the published one, which stays",
            "69:lost: no heartbeat, the driver was killed or cannot write; or the output cannot be read (status)",
            "75:still running (status), or in use by another driver (tune)",
            "130:interrupted by Ctrl-C; the same command continues",
            "143:interrupted by SIGTERM; the same command continues",
            "1:anything else"
        })
public final class HoneCommand {
    @Option(
            names = "--debug",
            description = "Print the stack trace of an error, and what Spark logs of it.",
            scope = ScopeType.INHERIT)
    private boolean debug;

    boolean debug() {
        return debug;
    }

    /** Runs the command line and ends the JVM with its exit code; YARN's application master ends it itself after a success. */
    public static void main(String[] args) {
        int exitCode = DriverExit.code(run(args), System.getProperties());
        if (exitCode != 0 || !DriverExit.isApplicationMaster(System.getProperties())) {
            System.exit(exitCode);
        }
    }

    /** Runs the command line; returns its exit code. */
    static int run(String... args) {
        return RedactedStream.during(() -> runRedacted(args));
    }

    private static int runRedacted(String... args) {
        HoneCommand hone = new HoneCommand();
        try {
            return new CommandLine(hone)
                    .setExecutionStrategy(hone::execute)
                    .setParameterExceptionHandler((e, arguments) -> misused(e))
                    .setExecutionExceptionHandler((e, command, result) -> hone.failed(e))
                    .execute(args);
        } catch (Error e) { // picocli hands on exceptions only
            return hone.failed(e);
        }
    }

    /** Runs a command on a Spark that is supported; help and versions are printed on any. */
    private int execute(ParseResult parsed) {
        Integer printed = CommandLine.executeHelpRequest(parsed);
        if (printed != null) {
            return printed;
        }
        try {
            SparkVersion.requireSupported();
        } catch (InvalidInputException e) {
            return failed(e);
        }
        return new RunLast().execute(parsed);
    }

    private static int misused(ParameterException e) {
        StringBuilder line = new StringBuilder(firstLine(String.valueOf(e.getMessage())));
        if (e instanceof UnmatchedArgumentException unmatched
                && !unmatched.getSuggestions().isEmpty()) {
            line.append("; did you mean '")
                    .append(unmatched.getSuggestions().get(0))
                    .append("'?");
        }
        print(line + " (see " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help)");
        return State.INVALID.exitCode();
    }

    private int failed(Throwable e) {
        if (debug) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            System.err.print(trace);
        }
        if (ShutdownGuard.isShuttingDown()) { // which the guard has told
            return State.FAILED.exitCode();
        }
        if (e instanceof OwnershipException owned) {
            print(String.valueOf(owned.getMessage()));
            return (owned.isHeldByAnother() ? State.RUNNING : State.FAILED).exitCode();
        }
        if (e instanceof InvalidInputException invalid) {
            invalid.mistakes().forEach(mistake -> print(firstLine(mistake)));
            return State.INVALID.exitCode();
        }
        print(ErrorLine.of(e));
        return State.FAILED.exitCode();
    }

    /** One line on stderr. */
    static void print(String line) {
        PrintStream error = System.err;
        error.println("hone: " + Secrets.redacted(line));
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("");
    }
}
