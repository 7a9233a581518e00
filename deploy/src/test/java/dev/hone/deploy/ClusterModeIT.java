package dev.hone.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code hone tune --deploy-mode cluster} on a standalone master, with paths relative to a folder that has a space. */
@Timeout(400)
@Tag("cluster")
class ClusterModeIT {
    private static final Duration BEGIN = Duration.ofSeconds(180);
    private static final String STUDY = "my studies/iris.yaml";

    @TempDir
    private static Path clusterFolder;

    private static StandaloneCluster cluster;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startCluster() {
        cluster = StandaloneCluster.start(clusterFolder, 1);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @BeforeEach
    void copyTable() throws IOException {
        Files.createDirectory(folder.resolve("my studies"));
        Files.copy(HoneProcess.DEPLOY.resolve("examples/data/iris.csv"), folder.resolve("my studies/iris.csv"));
    }

    @Test
    void aStudyWithRelativePathsSucceedsWithNothingElse() throws IOException {
        writeStudy("species", 2);

        FinishedProcess submission = tune(Map.of(), "--master", cluster.master(), "--deploy-mode", "cluster");

        assertThat(submission.exitCode()).as(submission.err()).isZero();
        assertThat(submission.out())
                .matches("submission  driver-\\d{14}-\\d{4}\nstatus      " + output() + "/status.json\n");
        FinishedProcess status = waited();
        assertThat(status.exitCode()).as(status.out() + status.err()).isZero();
        assertThat(status.out()).startsWith("iris: succeeded, accuracy ");
        assertThat(output().resolve("model/metadata")).isDirectory();
        assertThat(output().resolve("result.json")).isRegularFile();
    }

    @Test
    void aStudyAndItsTableThatAreShippedAreReadAndWithWaitTuneEndsAsTheRunDoes() throws IOException {
        writeStudy("species", 2);

        FinishedProcess submission = HoneProcess.run(
                folder,
                folder,
                Map.of(),
                "tune",
                "spark-files:/iris.yaml",
                "--master",
                cluster.master(),
                "--deploy-mode",
                "cluster",
                "--files",
                STUDY + ",my studies/iris.csv",
                "--wait");

        assertThat(submission.exitCode()).as(submission.err()).isZero();
        assertThat(status()).contains("\"succeeded\"");
    }

    @Test
    void overRestWhoWaitsGetsTheExitCodeOfAStudyThatItsTableDoesNotSuit() throws IOException {
        writeStudy("colour", 2);

        FinishedProcess submission = tune(
                Map.of(),
                "--master=" + cluster.restMaster(),
                "--conf",
                "spark.master.rest.enabled=true",
                "--conf",
                "spark.submit.deployMode=cluster",
                "--conf",
                "spark.standalone.submit.waitAppCompletion=true");

        assertThat(submission.exitCode()).as(submission.err()).isEqualTo(2);
        assertThat(submission.err()).contains("hone: " + STUDY).contains("'colour'");
        FinishedProcess status = waited();
        assertThat(status.exitCode()).isEqualTo(2);
        assertThat(status.out()).startsWith("iris: invalid, " + STUDY).contains("'colour'");
    }

    @Test
    void aJarThatTheWorkerDoesNotHaveIsToldAndLeavesAStatus() throws IOException {
        writeStudy("species", 2);

        FinishedProcess submission =
                tune(Map.of("HONE_JAR", "/nowhere/hone.jar"), "--master", cluster.master(), "--deploy-mode", "cluster");

        assertThat(submission.exitCode()).as(submission.err()).isEqualTo(1);
        assertThat(submission.err()).contains("could not run (NoSuchFileException: /nowhere/hone.jar)");
        assertThat(waited().exitCode()).isEqualTo(1);
    }

    @Test
    void aDriverThatIsKilledIsLostWithinAMinute() throws IOException {
        writeStudy("species", 200_000);
        assertThat(tune(Map.of(), "--master", cluster.master(), "--deploy-mode", "cluster")
                        .exitCode())
                .isZero();
        await().atMost(BEGIN).until(() -> status().contains("\"running\""));
        await().atMost(BEGIN).until(() -> cluster.executors().findFirst().isPresent());
        assertThat(Stream.concat(cluster.executors(), Stream.of(cluster.driver())))
                .extracting(StandaloneCluster::environment)
                .allSatisfy(variables -> assertThat(variables).contains("OPENBLAS_NUM_THREADS=1", "MKL_NUM_THREADS=1"));

        cluster.driver().destroyForcibly();
        long killed = System.nanoTime();
        FinishedProcess status = waited();

        assertThat(status.exitCode()).as(status.out()).isEqualTo(69);
        assertThat(status.out()).startsWith("iris: lost, no heartbeat since ");
        assertThat(Duration.ofNanos(System.nanoTime() - killed)).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void withoutHoneADriverReadsAShippedStudyAndAJvmThatIsNotOpenToSparkIsToldInOneLine() throws IOException {
        writeStudy("species", 2);

        FinishedProcess submission = HoneProcess.run(
                folder,
                folder,
                Map.of(),
                "--spark-submit",
                "--master",
                cluster.master(),
                "--deploy-mode",
                "cluster",
                "--driver-memory",
                "1g",
                "--files",
                STUDY,
                "--class",
                "dev.hone.driver.cli.HoneCommand",
                HoneProcess.DEPLOY.resolve("target/hone.jar").toString(),
                "tune",
                "spark-files:/iris.yaml",
                "--set",
                "output.path=" + output());

        assertThat(submission.exitCode()).as(submission.err()).isZero();
        FinishedProcess status = waited();
        assertThat(status.exitCode()).as(status.out() + status.err()).isEqualTo(2);
        assertThat(status.out())
                .startsWith("iris: invalid, Java options: must open Java's modules to Spark")
                .contains("--driver-java-options \"--add-opens=java.base/java.lang=ALL-UNNAMED ")
                .hasLineCount(1);
    }

    private void writeStudy(String label, int trials) throws IOException {
        Files.writeString(folder.resolve(STUDY), """
                name: iris
                data: {path: iris.csv, format: csv, label: %s}
                learner: DecisionTreeClassifier
                space: {maxDepth: {int: [1, 20]}, minInfoGain: {uniform: [0, 0.1]}}
                search: {method: random, trials: %d}
                validation: {metric: accuracy, folds: 2}
                """.formatted(label, trials));
    }

    private FinishedProcess tune(Map<String, String> environment, String... options) {
        List<String> arguments = new ArrayList<>(List.of("tune", STUDY));
        arguments.addAll(List.of(options));
        return HoneProcess.run(folder, folder, environment, arguments.toArray(String[]::new));
    }

    private FinishedProcess waited() {
        return HoneProcess.run(folder, folder, Map.of(), "status", "out/iris", "--wait", "--timeout", "180s");
    }

    private Path output() {
        return folder.resolve("out/iris");
    }

    private String status() throws IOException {
        return Files.readString(output().resolve("status.json"));
    }
}
