package dev.hone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code hone tune} on YARN. */
@Timeout(900)
@Tag("endurance")
class YarnIT {
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
    @CsvSource({"IRIS, client", "IRIS, cluster", "PENGUINS, client", "PENGUINS, cluster"})
    void theLeaderboardIsThatOfLocalMode(ExampleStudy study, String mode) {
        List<String> options = options();
        options.addAll(List.of("--deploy-mode", mode));
        options.addAll(ExampleStudy.REGISTERED_ONLY);

        FinishedProcess run = study.tuneShipped(folder, output(), variables(), options);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Leaderboard.withoutTimes(output())).isEqualTo(study.localLeaderboard(folder));
        assertThat(yarn.scripts())
                .filteredOn(script -> script.contains("CoarseGrainedExecutorBackend")
                        || script.contains("deploy.yarn.ApplicationMaster"))
                .isNotEmpty()
                .allMatch(script -> script.contains("export OPENBLAS_NUM_THREADS=\"1\"")
                        && script.contains("export MKL_NUM_THREADS=\"1\""));
    }

    @Test
    void aFailureOnTheClusterIsTheExitCodeThoughOnlyAPropertiesFileNamesTheMode() throws IOException {
        Path properties = Files.writeString(folder.resolve("yarn.properties"), "spark.submit.deployMode cluster\n");

        List<String> options = options();
        options.addAll(List.of("--properties-file", properties.toString(), "--set", "data.label=colour"));

        FinishedProcess run = ExampleStudy.IRIS.tune(folder, output(), variables(), options);

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
                "examples/iris-forest/study.yaml,examples/data/iris.csv",
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

    private List<String> options() {
        List<String> options = new ArrayList<>(List.of(
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
                "spark.yarn.stagingDir=file:" + folder.resolve("staging")));
        for (String process : List.of("driver", "executor", "yarn.am")) {
            options.addAll(List.of("--conf", "spark." + process + ".extraJavaOptions=" + HoneProcess.QUICK_START));
        }
        return options;
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

    private Path output() {
        return folder.resolve("out");
    }
}
