package dev.hone.deploy;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.package$;

/** A Master and Workers of Spark's standalone mode, each a process. */
final class StandaloneCluster implements AutoCloseable {
    private static final Path SPARK = HoneProcess.DEPLOY.resolve("target/spark-" + package$.MODULE$.SPARK_VERSION());
    private static final Duration START = Duration.ofSeconds(90);

    private final Path folder;
    private final int port = freePort();
    private final int restPort = freePort();
    private final int webPort = freePort();
    private final List<Process> processes = new ArrayList<>();

    private StandaloneCluster(Path folder) {
        this.folder = folder;
    }

    /** Starts them, and returns once the Workers have registered. */
    static StandaloneCluster start(Path folder, int workers) {
        StandaloneCluster cluster = new StandaloneCluster(folder);
        try {
            cluster.launch(
                    "org.apache.spark.deploy.master.Master",
                    "--port",
                    Integer.toString(cluster.port),
                    "--webui-port",
                    Integer.toString(cluster.webPort));
            await().atMost(START).ignoreExceptions().until(() -> cluster.state().contains("\"ALIVE\""));
            for (int worker = 0; worker < workers; worker++) {
                cluster.launchWorker(worker);
            }
            await().atMost(START)
                    .ignoreExceptions()
                    .until(() -> cluster.state().matches("(?s).*\"aliveworkers\"\\s*:\\s*" + workers + "\\D.*"));
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    String master() {
        return "spark://127.0.0.1:" + port;
    }

    /** Where the Master takes submissions over REST. */
    String restMaster() {
        return "spark://127.0.0.1:" + restPort;
    }

    /** The process of the driver that runs now. */
    ProcessHandle driver() {
        return running("DriverWrapper").findFirst().orElseThrow();
    }

    /** The processes of the executors that run now. */
    Stream<ProcessHandle> executors() {
        return running("CoarseGrainedExecutorBackend");
    }

    private Stream<ProcessHandle> running(String main) {
        return processes.stream()
                .flatMap(Process::descendants)
                .filter(process -> file(process, "cmdline").contains(main));
    }

    /** The variables of a process, each {@code NAME=VALUE}. */
    static List<String> environment(ProcessHandle process) {
        return List.of(file(process, "environ").split("\0"));
    }

    @Override
    public void close() {
        List<ProcessHandle> all = processes.stream()
                .flatMap(process -> Stream.concat(process.descendants(), Stream.of(process.toHandle())))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    /** What the Master's page says, as JSON. */
    private String state() throws IOException {
        try (InputStream page =
                URI.create("http://127.0.0.1:" + webPort + "/json/").toURL().openStream()) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** With enough for a driver and an executor of Spark's default memory. */
    private void launchWorker(int number) {
        launch(
                "org.apache.spark.deploy.worker.Worker",
                "--webui-port",
                "0",
                "--cores",
                "3",
                "--memory",
                "2g",
                "--work-dir",
                folder.resolve("work-" + number).toString(),
                master());
    }

    private void launch(String main, String... arguments) {
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of(
                "-Dspark.master.rest.port=" + restPort,
                "-cp",
                SPARK.resolve("jars") + "/*",
                main,
                "--host",
                "127.0.0.1"));
        command.addAll(List.of(arguments));
        Path log = folder.resolve("process-" + processes.size() + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("SPARK_HOME", SPARK.toString());
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        // Also for the drivers and executors that the Worker starts.
        builder.environment().put("JDK_JAVA_OPTIONS", HoneProcess.QUICK_START);
        try {
            processes.add(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Read from the system itself: Java cuts off long command lines. */
    private static String file(ProcessHandle process, String name) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), name), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return ""; // It has ended.
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
