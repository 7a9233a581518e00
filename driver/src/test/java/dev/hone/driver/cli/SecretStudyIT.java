package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in each place that a run knows: none is in what it prints and writes. */
@Tag("cluster")
@Timeout(900)
class SecretStudyIT {
    private static final String SETTING = "setting-0001";
    private static final String BY_REGEX = "by-regex-0002/+";
    private static final String OPTION = "option-0003";
    private static final String ENVIRONMENT = "environment-0004";
    private static final String FOLDER = "folder-0005";

    /** What all of the above, and what {@link TellingTree} adds, end with, encoded or not. */
    private static final List<String> TRACES = List.of(
            "-0001", "-0002", "-0003", "-0004", "-0005", "-0008", "-0009", "-0010", "setting-", "by-regex", "option-0");

    @TempDir
    private Path temporary;

    @Test
    void noSecretIsInWhatARunPrintsAndWrites() throws IOException, InterruptedException {
        StudyFolder study = StudyFolder.in(temporary);
        Path out = temporary.resolve("sig=" + FOLDER).resolve("out");
        study.write(
                "study.yaml",
                study.text()
                        .replace("  label: kind\n", "  label: kind\n  options: {fs.house.secret.key: " + OPTION + "}\n")
                        .replace("DecisionTreeClassifier", TellingTree.class.getName())
                        .replace("[1, 2]", "[1, 2, " + TellingTree.DEPTH + "]")
                        .replace(study.out().toString(), out.toString()));
        String file = study.file().toString();

        CommandLineRun tuned = run("tune", file);
        CommandLineRun wrong = run("tune", file, "--set", "data.options.password=" + OPTION);
        CommandLineRun reported = run("report", out.toString());
        CommandLineRun told = run("status", out.toString());

        assertThat(tuned.exitCode()).as(tuned.err()).isZero();
        assertThat(wrong.exitCode()).as(wrong.err()).isEqualTo(2);
        assertThat(tuned.out()).contains("leaderboard  ").contains("sig=***");
        for (CommandLineRun run : List.of(tuned, wrong, reported, told)) {
            assertThat(run.out()).as("printed").doesNotContain(TRACES);
            assertThat(run.err()).as("printed").doesNotContain(TRACES);
        }
        String leaderboard = Files.readString(out.resolve("leaderboard.csv"));
        assertThat(leaderboard).contains("TRAINING_FAILED: refused with *** and *** and *** and ***.....");
        try (Stream<Path> files = Files.walk(out)) {
            assertThat(files.filter(Files::isRegularFile))
                    .hasSizeGreaterThan(5)
                    .allSatisfy(written -> assertThat(text(written))
                            .as(written.getFileName().toString())
                            .doesNotContain(TRACES));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private CommandLineRun run(String... arguments) throws IOException, InterruptedException {
        List<String> options = List.of(
                "-Dspark.master=local[2]",
                "-Dspark.ui.enabled=false",
                "-Dspark.hadoop.fs.s3a.secret.key=" + SETTING,
                "-Dspark.redaction.regex=(?i)secret|password|token|house",
                "-Dspark.house.word=" + BY_REGEX,
                "-D" + TellingTree.SECRETS + "=" + String.join(",", SETTING, BY_REGEX, OPTION, ENVIRONMENT));
        Path out = temporary.resolve("stdout");
        Path err = temporary.resolve("stderr");
        ProcessBuilder process = new ProcessBuilder(ChildJvm.command(HoneCommand.class, options, arguments))
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        process.environment().put("AWS_SECRET_ACCESS_KEY", ENVIRONMENT);
        return new CommandLineRun(process.start().waitFor(), Files.readString(out), Files.readString(err));
    }
}
