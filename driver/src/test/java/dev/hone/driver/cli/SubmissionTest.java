package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.cli.progress.StatusFile;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ownership.lock.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.launcher.JavaModuleOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hone tune} where it hands its study to a cluster; a script stands in for spark-submit. */
class SubmissionTest {
    private static final String MASTER = "spark://host:7077";

    @TempDir
    private Path temporary;

    private StudyFolder study = new StudyFolder(Path.of("/"));
    private Set<String> propertiesBefore = Set.of();
    private final ClassLoader classesBefore = Thread.currentThread().getContextClassLoader();

    @BeforeEach
    void writeStudy() {
        LocalSpark.session();
        propertiesBefore = Set.copyOf(System.getProperties().stringPropertyNames());
        study = StudyFolder.in(temporary);
    }

    @AfterEach
    void forgetSettings() {
        Thread.currentThread().setContextClassLoader(classesBefore);
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> !propertiesBefore.contains(name))
                .forEach(System::clearProperty);
    }

    @Test
    void theDriversIdAndTheStatusFileAreTold() {
        CommandLineRun run = submit(program("echo 'INFO ClientEndpoint: Driver successfully submitted as driver-1'"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .isEqualTo("submission  driver-1\nstatus      " + study.out().resolve("status.json") + "\n");
        assertThat(run.err())
                .isEqualTo("hone: paths of this machine must lead to the same files on all machines of the cluster:"
                        + " file:/hone.jar, file:" + temporary + "/table.csv, file:" + study.out() + "\n");
        assertThat(study.json("status.json").path("state").textValue()).isEqualTo("submitted");
        assertThat(CommandLineRun.of("status", study.out().toString()).exitCode())
                .isEqualTo(75);
    }

    @Test
    void theDriverNeedsNeitherTheStudyFileNorItsFolder() throws IOException {
        submit(
                program("echo 'INFO ClientEndpoint: Driver successfully submitted as driver-1'"),
                "--set",
                "search.seed=9");
        Files.delete(study.file());

        List<String> words = Files.readAllLines(temporary.resolve("words"));
        int jar = words.indexOf("/hone.jar");
        assertThat(words.subList(0, jar))
                .containsExactly(
                        "--spark-submit",
                        "--master",
                        MASTER,
                        "--deploy-mode",
                        "cluster",
                        "--name",
                        "hone tiny",
                        "--driver-java-options",
                        JavaModuleOptions.defaultModuleOptions().strip(),
                        "--class",
                        HoneCommand.class.getName());
        List<String> driver = words.subList(jar + 1, words.size());
        assertThat(driver)
                .startsWith("tune", study.file().toString(), "--set", "search.seed=9")
                .hasSize(5);

        CommandLineRun run = CommandLineRun.of(driver.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(study.json("result.json").path("seed").longValue()).isEqualTo(9);
        assertThat(study.json("status.json").path("state").textValue()).isEqualTo("succeeded");
    }

    @Test
    void mistakesOfTheStudyAreToldBeforeAnythingIsSubmitted() {
        CommandLineRun run = submit(program("echo never"), "--set", "validation.metric=rmse");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("hone: " + study.file()).contains("'rmse' is no metric of classifiers");
        assertThat(study.out()).doesNotExist();
        assertThat(temporary.resolve("words")).doesNotExist();
    }

    @Test
    void aFolderWithSomethingElseIsLeftAlone() throws IOException {
        Files.createDirectories(study.out());
        Files.writeString(study.out().resolve("mine.txt"), "mine");

        CommandLineRun run = submit(program("echo never"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(study.out() + " is not empty and holds no study");
        assertThat(study.out().toFile().list()).containsExactly("mine.txt");
    }

    @Test
    void aStudyThatADriverRunsIsNotSubmittedAgain() {
        try (OutputFolder folder = OutputFolder.at(study.out().toString(), new Configuration());
                StatusFile driver = new StatusFile(folder, "tiny", 2, Clock.systemUTC())) {
            RunLock lock = RunLock.acquire(folder, "app-1", line -> {});
            driver.start("reading the table");

            CommandLineRun run = submit(program("echo never"));

            assertThat(run.exitCode()).isEqualTo(75);
            assertThat(run.err())
                    .startsWith("hone: " + study.out() + ": in use by another driver (host ")
                    .hasLineCount(1);
            assertThat(temporary.resolve("words")).doesNotExist();
            assertThat(study.json("status.json").path("message").textValue()).isEqualTo("reading the table");
            lock.requireHeld();
        }
    }

    @Test
    void aMasterThatCannotBeReachedIsToldAndLeavesAStatus() {
        CommandLineRun run =
                submit(program("echo 'Caused by: java.io.IOException: Failed to connect to host:7077'; exit 1"));

        String problem =
                "the study could not be submitted to spark://host:7077 (IOException: Failed to connect to host:7077)";
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).endsWith("hone: " + problem + "\n");
        assertFailed(problem);
    }

    @Test
    void aDriverThatCannotStartLeavesAStatusThoughSparkSubmitIsContent() {
        CommandLineRun run = submit(program("""
                echo 'INFO ClientEndpoint: Driver successfully submitted as driver-1'
                echo 'INFO ClientEndpoint: State of driver-1 is ERROR'
                echo 'ERROR ClientEndpoint: Exception from cluster'
                echo 'java.nio.file.NoSuchFileException: /hone.jar'"""));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("submission  driver-1\n");
        assertFailed("driver driver-1 could not run (NoSuchFileException: /hone.jar)");
    }

    @Test
    void anEarlierStatusIsThatOfThisRunFromNowOn() {
        assertThat(study.run("tune").exitCode()).isZero();

        submit(program("echo 'INFO ClientEndpoint: Driver successfully submitted as driver-1'"));

        assertThat(CommandLineRun.of("status", study.out().toString()).out())
                .startsWith("tiny: submitted, handed to spark://host:7077 (");
    }

    @Test
    void whoWaitsGetsTheExitCodeOfTheRun() {
        String status =
                "{\"study\":\"tiny\",\"state\":\"no-score\",\"message\":\"no trial has succeeded\",\"trials\":2,"
                        + "\"done\":2,\"updated\":\"2026-01-01T00:00:00Z\"}";
        String program = program("echo '" + status + "' > '" + study.out() + "/status.json'\n"
                + "echo 'INFO ClientEndpoint: Driver successfully submitted as driver-1'");

        CommandLineRun run = submit(
                program, "--spark-option=--conf", "--spark-option=spark.standalone.submit.waitAppCompletion=true");

        assertThat(run.exitCode()).isEqualTo(3);
        assertThat(run.err()).endsWith("hone: no trial has succeeded\n");
    }

    @Test
    void aDriverThatEndsWithoutAWordInTheFolderIsAFailure() {
        CommandLineRun run = submit(
                program("echo 'INFO ClientEndpoint: Driver successfully submitted as driver-1'"),
                "--spark-option=--conf",
                "--spark-option=spark.standalone.submit.waitAppCompletion=true");

        assertThat(run.exitCode()).isEqualTo(1);
        assertFailed("driver driver-1 has ended and left no status in " + study.out()
                + ", which must be the same folder on its machine and on this one");
    }

    @Test
    void withWaitSparkSubmitWaitsTooSoThatADriverWithoutAWordIsAFailure() throws IOException {
        String program = program("echo 'INFO ClientEndpoint: Driver successfully submitted as driver-1'");

        CommandLineRun run = submit(program, "--wait");

        assertThat(run.exitCode()).isEqualTo(1);
        assertFailed("driver driver-1 has ended and left no status in " + study.out()
                + ", which must be the same folder on its machine and on this one");
        assertThat(Files.readAllLines(temporary.resolve("words")))
                .containsSequence("--conf", "spark.standalone.submit.waitAppCompletion=true");
    }

    @Test
    void withWaitTheExitCodeIsThatOfTheRunOnAnyManager() {
        String status = "{\"study\":\"tiny\",\"state\":\"failed\",\"message\":\"disk full\",\"trials\":2,"
                + "\"done\":1,\"updated\":\"2026-01-01T00:00:00Z\"}";
        String program = program("echo 'INFO ClientEndpoint: Driver successfully submitted as driver-1'\n" + "echo '"
                + status + "' > '" + study.out() + "/status.json'");

        CommandLineRun run = submit(program, "--wait");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).startsWith("submission  driver-1\n");
        assertThat(run.err()).endsWith("hone: disk full\n");
    }

    @Test
    void theNameThatTheUserGivesStays() throws IOException {
        submit(
                program("echo 'INFO ClientEndpoint: Driver successfully submitted as driver-1'"),
                "--spark-option=--name",
                "--spark-option=mine");

        assertThat(Files.readAllLines(temporary.resolve("words")))
                .containsOnlyOnce("--name")
                .contains("mine")
                .doesNotContain("hone tiny");
    }

    @Test
    void aManagerThatThisSparkDoesNotKnowIsToldBeforeAnythingIsSubmitted() {
        CommandLineRun run = study.run(
                "tune",
                "--submit-with=" + program("echo never"),
                "--submit-jar=/hone.jar",
                "--spark-option=--master",
                "--spark-option=k8s://https://host:6443");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo(
                        "hone: Option --master: this Spark has no support for it (master: k8s://https://host:6443); set SPARK_HOME to a Spark"
                                + " that has, such as a download from spark.apache.org\n");
        assertThat(study.out()).doesNotExist();
    }

    @Test
    void aTableThatIsNotShippedIsToldBeforeAnythingIsSubmitted() {
        CommandLineRun run = submit(
                program("echo never"),
                "--set",
                "data.path=spark-files:/tabel.csv",
                "--spark-option=--files",
                "--spark-option=" + temporary.resolve("table.csv"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .endsWith("File 'spark-files:/tabel.csv': must be the name of a file of --files (shipped: table.csv);"
                        + " did you mean 'table.csv'?\n")
                .hasLineCount(1);
        assertThat(temporary.resolve("words")).doesNotExist();
    }

    @Test
    void theDriverIsToldWhichTableWasShipped() throws IOException {
        Path table = temporary.resolve("table.csv");

        CommandLineRun run = submit(
                program("echo 'INFO ClientEndpoint: Driver successfully submitted as driver-1'"),
                "--set",
                "data.path=spark-files:/table.csv",
                "--spark-option=--files",
                "--spark-option=" + table);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.err()).contains("file:/hone.jar, file:" + table + ", file:" + study.out());
        assertThat(Files.readAllLines(temporary.resolve("words")))
                .containsSequence(
                        "--conf", "spark.hone.table.sha256=" + DigestUtils.sha256Hex(Files.readAllBytes(table)));
    }

    @Test
    void aShippedStudyIsReadHereAndItsTableIsTheOneThatWasShippedWithIt() throws IOException {
        Path table = temporary.resolve("table.csv");

        CommandLineRun run = submitShipped(
                study.file() + "," + table, "echo 'INFO ClientEndpoint: Driver successfully submitted as driver-1'");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(study.json("status.json").path("state").textValue()).isEqualTo("submitted");
        List<String> words = Files.readAllLines(temporary.resolve("words"));
        assertThat(words)
                .containsSequence("--files", study.file() + "," + table)
                .containsSequence(
                        "--conf", "spark.hone.table.sha256=" + DigestUtils.sha256Hex(Files.readAllBytes(table)));

        Files.delete(study.file());
        List<String> driver = words.subList(words.indexOf("/hone.jar") + 1, words.size());
        CommandLineRun onCluster = CommandLineRun.of(driver.toArray(String[]::new));

        assertThat(onCluster.err()) // this Spark was started without the table
                .startsWith("hone: spark-files:/study.yaml")
                .contains("File 'spark-files:/table.csv': must be the name of a file of --files");
    }

    @Test
    void theTableBesideAShippedStudyMustBeShippedToo() {
        CommandLineRun run = submitShipped(study.file().toString(), "echo never");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("hone: spark-files:/study.yaml")
                .endsWith("File 'spark-files:/table.csv': must be the name of a file of --files (shipped: study.yaml);"
                        + " add PATH/table.csv to --files\n")
                .hasLineCount(1);
        assertThat(temporary.resolve("words")).doesNotExist();
    }

    @Test
    void aStudyThatIsNotShippedIsToldBeforeAnythingIsSubmitted() {
        CommandLineRun run = submitShipped(temporary.resolve("table.csv").toString(), "echo never");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("hone: File 'spark-files:/study.yaml': must be the name of a file of --files (shipped:"
                        + " table.csv); add PATH/study.yaml to --files\n");
        assertThat(temporary.resolve("words")).doesNotExist();
    }

    @Test
    void aDriverThatWaitsForAWorkerIsTold() {
        CommandLineRun run = submit(program("""
                echo 'INFO ClientEndpoint: Driver successfully submitted as driver-1'
                echo 'INFO ClientEndpoint: State of driver-1 is SUBMITTED'"""));

        assertThat(run.exitCode()).isZero();
        assertThat(run.err())
                .endsWith("hone: driver driver-1 waits for a worker with a free core and 1g of free memory"
                        + " (see --driver-cores and --driver-memory)\n");
    }

    private void assertFailed(String message) {
        assertThat(study.json("status.json").path("state").textValue()).isEqualTo("failed");
        assertThat(study.json("status.json").path("message").textValue()).isEqualTo(message);
    }

    private CommandLineRun submitShipped(String files, String commands) {
        return CommandLineRun.of(
                "tune",
                "spark-files:/study.yaml",
                "--submit-with=" + program(commands),
                "--submit-jar=/hone.jar",
                "--spark-option=--master",
                "--spark-option=" + MASTER,
                "--spark-option=--files",
                "--spark-option=" + files);
    }

    private CommandLineRun submit(String program, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--submit-with=" + program,
                "--submit-jar=/hone.jar",
                "--spark-option=--master",
                "--spark-option=" + MASTER));
        return study.run("tune", all.toArray(String[]::new));
    }

    /** A script that notes its arguments, one a line. */
    private String program(String commands) {
        Path words = temporary.resolve("words");
        study.write("program", "#!/bin/sh\nprintf '%s\\n' \"$@\" > '" + words + "'\n" + commands + "\n");
        Path script = temporary.resolve("program");
        assertThat(Objects.requireNonNull(script.toFile()).setExecutable(true)).isTrue();
        return script.toString();
    }
}
