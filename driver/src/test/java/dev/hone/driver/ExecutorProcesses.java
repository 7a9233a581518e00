package dev.hone.driver;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.executor.CoarseGrainedExecutorBackend;
import org.apache.spark.sql.SparkSession;

/** Settings of an application with two executor processes, which have the class path of the tests and generate code. */
public final class ExecutorProcesses {
    private static final String QUICK_START = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC";
    private static final String JAVA_OPTIONS = "spark.executor.extraJavaOptions";
    private static final int MEBIBYTES = 600;

    private ExecutorProcesses() {}

    /** Starts an application in place of the one that tests share. */
    public static SparkSession start(SparkConf configuration) {
        SharedSession.stop();
        SparkSession session = SparkSession.builder().config(configuration).getOrCreate();
        SparkSession.setActiveSession(session);
        return session;
    }

    /** The processes of executors that this JVM, or a Worker that it started, has running. */
    public static List<ProcessHandle> running() {
        return ProcessHandle.current()
                .descendants()
                .filter(ExecutorProcesses::isExecutor)
                .toList();
    }

    /** Read from the system itself: Java cuts off long command lines. */
    private static boolean isExecutor(ProcessHandle process) {
        try {
            return Files.readString(
                            Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1)
                    .contains(CoarseGrainedExecutorBackend.class.getName());
        } catch (IOException e) {
            return false; // It has ended.
        }
    }

    /** Ends it, so that other tests can have their own. */
    public static void stop(SparkSession session) {
        session.stop();
        SparkSession.clearActiveSession();
        SparkSession.clearDefaultSession();
    }

    /**
     * Settings, for an application that starts when no other runs.
     *
     * @param conf further settings
     * @param slots slots of each executor
     */
    public static SparkConf configuration(SparkConf conf, int slots) {
        return conf.clone()
                .setMaster("local-cluster[2,%d,%d]".formatted(slots, MEBIBYTES))
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "127.0.0.1")
                .set("spark.driver.bindAddress", "127.0.0.1")
                .set("spark.executor.memory", MEBIBYTES + "m")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set(JAVA_OPTIONS, (conf.get(JAVA_OPTIONS, "") + " " + QUICK_START).strip())
                .set("spark.sql.shuffle.partitions", "1")
                .set("spark.sql.warehouse.dir", "target/spark-warehouse");
    }
}
