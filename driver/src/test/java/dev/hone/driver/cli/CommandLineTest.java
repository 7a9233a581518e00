package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.spark.package$;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {
    @TempDir
    private Path temporary;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''                   | Missing required subcommand (see hone --help)",
                "tunee study.yaml     | Unmatched arguments from index 0: 'tunee', 'study.yaml';"
                        + " did you mean 'tune'? (see hone --help)",
                "valdate study.yaml   | Unmatched arguments from index 0: 'valdate', 'study.yaml';"
                        + " did you mean 'validate'? (see hone --help)",
                "--verison            | Unknown option: '--verison'; did you mean '--version'? (see hone --help)",
                "tune                 | Missing required parameter: 'STUDY' (see hone tune --help)",
                "tune --verbos a.yaml | Unknown option: '--verbos'; did you mean '--verbose'? (see hone tune --help)",
                "tune a.yaml b.yaml   | Unmatched argument at index 2: 'b.yaml' (see hone tune --help)",
                "tune a.yaml --set    | Missing required parameter for option '--set' (KEY=VALUE)"
                        + " (see hone tune --help)",
                "status               | Missing required parameter: 'OUTPUT' (see hone status --help)",
                "report a b           | Unmatched argument at index 2: 'b' (see hone report --help)"
            })
    void misuseIsToldInOneLineWithTheNearMiss(String arguments, String message) {
        CommandLineRun run = CommandLineRun.of(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run).isEqualTo(new CommandLineRun(2, "", "hone: " + message + "\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tune", "validate", "status", "report"})
    void everyCommandHasHelp(String command) {
        CommandLineRun run = CommandLineRun.of(command, "--help");

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: hone " + command + " ");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void helpListsCommandsAndExitCodes() {
        String help = CommandLineRun.of("--help").out();

        assertThat(help).contains("  tune ", "  validate ", "  status ", "  report ", "Exit codes:", "  130 ");
    }

    @Test
    void helpTellsThatOptionsOfSparkSubmitArePassedOn() {
        assertThat(CommandLineRun.of("--help").out())
                .contains("Options of spark-submit:", "--master", "--executor-memory");
        assertThat(CommandLineRun.of("tune", "--help").out()).contains("Options of spark-submit", "see hone --help.");
    }

    @Test
    void theVersionIsThatOfHoneAndOfSpark() {
        assertThat(CommandLineRun.of("--version").out()).contains("hone ", "spark " + package$.MODULE$.SPARK_VERSION());
    }

    @Test
    void debugPrintsTheStackTraceOfAnError() {
        CommandLineRun run = CommandLineRun.of("tune", "none.yaml", "--debug");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("dev.hone.worker.data.InvalidInputException: none.yaml: no such file\n\tat dev.hone.")
                .contains("Caused by: java.nio.file.NoSuchFileException")
                .endsWith("\nhone: none.yaml: no such file\n");
        assertThat(CommandLineRun.of("--debug", "tune", "none.yaml").err()).contains("\tat dev.hone.");
    }

    @ParameterizedTest
    @CsvSource({"status, holds no status.json of a run", "report, holds no study"})
    void aFolderWithoutARunIsRefused(String command, String reason) {
        assertThat(CommandLineRun.of(command, temporary.toString()))
                .isEqualTo(new CommandLineRun(2, "", "hone: " + temporary + ": " + reason + "\n"));
        assertThat(CommandLineRun.of(command, temporary + "/none"))
                .isEqualTo(new CommandLineRun(2, "", "hone: " + temporary + "/none: " + reason + "\n"));
        assertThat(CommandLineRun.of(command, "gopher://host/out").err())
                .isEqualTo("hone: cannot use gopher://host/out (No FileSystem for scheme \"gopher\")\n");
    }
}
