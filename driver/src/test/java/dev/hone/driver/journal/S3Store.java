package dev.hone.driver.journal;

import static org.awaitility.Awaitility.await;

import dev.hone.driver.output.OutputFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;

/**
 * A bucket of S3Proxy, which keeps it in the memory of a process of its own, as S3A sees it. The profile {@code cluster} has S3A, and
 * copies S3Proxy into {@code target}.
 */
public final class S3Store implements RemoteStore {
    private static final String ROOT = "s3a://bucket";
    private static final Path PROGRAM = Path.of("target/s3proxy/s3proxy.jar");
    private static final Pattern STARTED = Pattern.compile("Started ServerConnector.*\\{(127\\.0\\.0\\.1:\\d+)}");
    private static final String SETTINGS = """
            s3proxy.endpoint=http://127.0.0.1:0
            s3proxy.authorization=none
            s3proxy.ignore-unknown-headers=true
            jclouds.provider=transient
            jclouds.identity=unused
            jclouds.credential=unused
            """;

    private final Process process;
    private final ConditionalGate gate;
    private final Map<String, String> settings;

    private S3Store(Process process, ConditionalGate gate) {
        this.process = process;
        this.gate = gate;
        settings = Map.of(
                "fs.s3a.endpoint", gate.endpoint(),
                "fs.s3a.endpoint.region", "us-east-1",
                "fs.s3a.path.style.access", "true",
                "fs.s3a.connection.ssl.enabled", "false",
                "fs.s3a.aws.credentials.provider", "org.apache.hadoop.fs.s3a.SimpleAWSCredentialsProvider",
                "fs.s3a.access.key", "AKIAHONE",
                "fs.s3a.secret.key", "s3-of-the-tests");
    }

    /** @param folder for the settings and the log of the process */
    public static S3Store start(Path folder) {
        Path log = folder.resolve("s3proxy.log");
        Path conf = folder.resolve("s3proxy.conf");
        try {
            Files.writeString(conf, SETTINGS);
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-Xmx256m",
                            "-XX:+UseSerialGC",
                            "-jar",
                            PROGRAM.toAbsolutePath().toString(),
                            "--properties",
                            conf.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            S3Store store = new S3Store(process, new ConditionalGate("http://" + address(process, log)));
            store.makeBucket();
            return store;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String address(Process process, Path log) {
        return await().atMost(Duration.ofMinutes(1))
                .until(
                        () -> {
                            Matcher started = STARTED.matcher(Files.readString(log));
                            return started.find() ? Optional.of(started.group(1)) : Optional.<String>empty();
                        },
                        found -> found.isPresent() || !process.isAlive())
                .orElseThrow(() -> new IllegalStateException("S3Proxy has ended, see " + log));
    }

    private void makeBucket() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(settings.get("fs.s3a.endpoint") + "/bucket"))
                .PUT(BodyPublishers.noBody())
                .build();
        try {
            int status = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.discarding())
                    .statusCode();
            if (status != 200) {
                throw new IOException("no bucket (status: " + status + ")");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public String root() {
        return ROOT;
    }

    @Override
    public Map<String, String> settings() {
        return settings;
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        settings.forEach(configuration::set);
        return configuration;
    }

    @Override
    public OutputFolder folder(String path) {
        return OutputFolder.at(ROOT + path, configuration());
    }

    @Override
    public FileSystem files() {
        try {
            return FileSystem.get(URI.create(ROOT), configuration());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            files().close(); // Hadoop keeps it for the next store of this JVM, which has the same name
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        gate.close();
        process.destroyForcibly();
    }
}
