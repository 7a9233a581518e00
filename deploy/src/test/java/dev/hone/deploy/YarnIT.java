package dev.hone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code hone tune} on YARN. */
@Timeout(900)
@Tag("endurance")
class YarnIT {
    private static final String IRIS = "examples/iris-forest/study.yaml";
    private static final String PENGUINS = "examples/penguins-species/study.yaml";

    @TempDir
    private static Path clusterFolder;

    private static Path sparkHome = Path.of("");
    private static YarnCluster yarn;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startCluster() {
        sparkHome = SparkHome.make();
        yarn = YarnCluster.start(clusterFolder, sparkHome);
    }

    @AfterAll
    static void stopCluster() {
        yarn.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "cluster"})
    void irisHasTheLeaderboardOfLocalModeWithStudyAndTableShipped(String mode) {
        FinishedProcess run = onYarn(
                "spark-files:/study.yaml",
                "--deploy-mode",
                mode,
                "--conf",
                "spark.kryo.registrationRequired=true",
                "--files",
                IRIS + ",examples/data/iris.csv");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Leaderboard.withoutTimes(output())).isEqualTo(local(IRIS));
        assertThat(yarn.scripts())
                .filteredOn(script -> script.contains("CoarseGrainedExecutorBackend")
                        || script.contains("deploy.yarn.ApplicationMaster"))
                .isNotEmpty()
                .allMatch(script -> script.contains("export OPENBLAS_NUM_THREADS=\"1\"")
                        && script.contains("export MKL_NUM_THREADS=\"1\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"client", "cluster"})
    void penguinsHaveTheLeaderboardOfLocalMode(String mode) {
        FinishedProcess run = onYarn(PENGUINS, "--deploy-mode", mode);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Leaderboard.withoutTimes(output())).isEqualTo(local(PENGUINS));
    }

    @Test
    void aFailureOnTheClusterIsTheExitCodeThoughOnlyAPropertiesFileNamesTheMode() throws IOException {
        Path properties = Files.writeString(folder.resolve("yarn.properties"), "spark.submit.deployMode cluster\n");

        FinishedProcess run = onYarn(IRIS, "--properties-file", properties.toString(), "--set", "data.label=colour");

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).matches("submission  application_\\d+_\\d+\nstatus      " + output() + "/status.json\n");
        assertThat(run.err()).contains("'colour'");
    }

    @Test
    void withoutHoneADriverReadsAShippedStudyInItsContainer() {
        List<String> arguments = new ArrayList<>(List.of("--spark-submit", "--deploy-mode", "cluster"));
        arguments.addAll(options());
        arguments.addAll(List.of(
                "--files",
                IRIS + ",examples/data/iris.csv",
                "--class",
                "dev.hone.driver.cli.HoneCommand",
                "target/hone.jar",
                "tune",
                "spark-files:/study.yaml",
                "--set",
                "validation.folds=2",
                "--set",
                "output.path=" + output()));

        FinishedProcess run =
                HoneProcess.run(folder, HoneProcess.DEPLOY, variables(), arguments.toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(output().resolve("result.json")).content().contains("spark-files:/iris.csv");
    }

    private FinishedProcess onYarn(String study, String... options) {
        List<String> all = new ArrayList<>(options());
        all.addAll(Arrays.asList(options));
        return tune(study, output(), variables(), all);
    }

    private List<String> options() {
        return List.of(
                "--master",
                "yarn",
                "--num-executors",
                "2",
                "--driver-memory",
                "1g",
                "--executor-memory",
                "1g",
                "--conf",
                "spark.yarn.maxAppAttempts=1",
                "--conf",
                "spark.yarn.jars=local:" + sparkHome.resolve("jars") + "/*",
                "--conf",
                "spark.yarn.stagingDir=file:" + folder.resolve("staging"));
    }

    private static Map<String, String> variables() {
        return Map.of(
                "SPARK_HOME",
                sparkHome.toString(),
                "SPARK_SCALA_VERSION",
                "2.13",
                "HADOOP_CONF_DIR",
                yarn.settings().toString());
    }

    private List<List<String>> local(String study) {
        Path output = folder.resolve("local");
        FinishedProcess run = tune(study, output, Map.of(), List.of("--master", "local[2]"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        return Leaderboard.withoutTimes(output);
    }

    private FinishedProcess tune(String study, Path output, Map<String, String> environment, List<String> options) {
        List<String> arguments = new ArrayList<>(
                List.of("tune", study, "--set", "output.path=" + output, "--set", "validation.folds=2"));
        arguments.addAll(options);
        return HoneProcess.run(folder, HoneProcess.DEPLOY, environment, arguments.toArray(String[]::new));
    }

    private Path output() {
        return folder.resolve("out");
    }
}
