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
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Example studies on a standalone Master and two Workers, each a process, with a Kryo that takes only registered classes. */
@Timeout(400)
@Tag("cluster")
class StandaloneIT {
    @TempDir
    private static Path clusterFolder;

    private static StandaloneCluster cluster;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startCluster() {
        cluster = StandaloneCluster.start(clusterFolder, 2);
    }

    @AfterAll
    static void stopCluster() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"IRIS, client", "IRIS, cluster", "PENGUINS, client", "PENGUINS, cluster"})
    void theLeaderboardOfExecutorsOnBothWorkersIsThatOfLocalMode(ExampleStudy study, String mode) throws IOException {
        Path events = Files.createDirectory(folder.resolve("events"));
        Path output = folder.resolve("out");
        List<String> options = new ArrayList<>(List.of(
                "--master",
                cluster.master(),
                "--deploy-mode",
                mode,
                "--driver-memory",
                "1g",
                "--executor-memory",
                "1g",
                "--total-executor-cores",
                "2",
                "--conf",
                "spark.scheduler.minRegisteredResourcesRatio=1"));
        options.addAll(ExampleStudy.REGISTERED_ONLY);
        options.addAll(EventLog.in(events));
        options.addAll(study.tableShipped());
        if (mode.equals("cluster")) {
            options.add("--wait");
        }

        FinishedProcess run = study.tune(folder, output, Map.of(), options);

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(Leaderboard.withoutTimes(output)).isEqualTo(study.localLeaderboard(folder));
        assertThat(EventLog.executorsOfTasks(events)).containsExactlyInAnyOrder("0", "1");
    }
}
