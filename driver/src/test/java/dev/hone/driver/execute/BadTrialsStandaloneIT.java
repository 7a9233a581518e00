package dev.hone.driver.execute;

import dev.hone.driver.ExecutorProcesses;
import dev.hone.driver.StandaloneProcesses;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Bad trials on a standalone cluster of two Workers, which lets a task be lost less often than is the default. */
@Tag("cluster")
class BadTrialsStandaloneIT extends BadTrialsContract {
    @TempDir
    private static Path folder;

    private static StandaloneProcesses cluster;
    private static SparkSession session;

    @BeforeAll
    static void start() {
        cluster = StandaloneProcesses.start(folder, 2, SLOTS);
        session = ExecutorProcesses.start(cluster.configuration(
                new SparkConf().setAppName("hone-bad-trials").set("spark.task.maxFailures", "2")));
        requireExecutors(session);
    }

    @AfterAll
    static void stop() {
        ExecutorProcesses.stop(session);
        cluster.close();
    }
}
