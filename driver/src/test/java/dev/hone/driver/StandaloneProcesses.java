package dev.hone.driver;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.master.Master;
import org.apache.spark.deploy.worker.Worker;

/** A Master and Workers of Spark's standalone mode, each a process with the class path of the tests, and an executor on each Worker. */
public final class StandaloneProcesses implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final Duration START = Duration.ofSeconds(60);

    private final Path folder;
    private final int port = freePort();
    private final int slots;
    private final Process master;
    private final List<Process> workers = new ArrayList<>();

    private StandaloneProcesses(Path folder, int slots) {
        this.folder = folder;
        this.slots = slots;
        master = start(Master.class, "--port", Integer.toString(port), "--webui-port", "0");
    }

    /**
     * Starts them; the Workers may register later, as applications do that wait for them.
     *
     * @param folder for what they write
     * @param slots of the executor on each of the Workers
     */
    public static StandaloneProcesses start(Path folder, int workers, int slots) {
        StandaloneProcesses cluster = new StandaloneProcesses(folder, slots);
        try {
            await().atMost(START).until(cluster::isMasterUp);
            for (int worker = 0; worker < workers; worker++) {
                cluster.addWorker();
            }
            return cluster;
        } catch (RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Settings of an application on this cluster, for one that starts when no other runs. */
    public SparkConf configuration(SparkConf conf) {
        return ExecutorProcesses.configuration(conf, slots)
                .setMaster("spark://" + HOST + ":" + port)
                .set("spark.executor.cores", Integer.toString(slots));
    }

    /** Kills a Worker with its executor, for good. */
    public void killWorker(int worker) {
        killAll(List.of(workers.get(worker)));
    }

    @Override
    public void close() {
        killAll(workers);
        killAll(List.of(master));
    }

    private static void killAll(List<Process> processes) {
        List<ProcessHandle> all = processes.stream()
                .flatMap(process -> Stream.concat(Stream.of(process.toHandle()), process.descendants()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().orTimeout(10, TimeUnit.SECONDS).join());
    }

    private void addWorker() {
        workers.add(start(
                Worker.class,
                "--webui-port",
                "0",
                "--cores",
                Integer.toString(slots),
                "--memory",
                "1g",
                "--work-dir",
                folder.resolve("worker" + workers.size()).toString(),
                "spark://" + HOST + ":" + port));
    }

    private Process start(Class<?> program, String... arguments) {
        List<String> command = ChildJvm.command(program, List.of("-Xmx200m"), "--host", HOST);
        command.addAll(List.of(arguments));
        Path log = folder.resolve(program.getSimpleName() + workers.size() + ".log");
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isMasterUp() {
        try (Socket unused = new Socket(HOST, port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
