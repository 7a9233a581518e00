package dev.hone.deploy;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.package$;

/** A Spark with managers of clusters that the one Maven makes lacks: its jars, and those of this JVM's class path. */
final class SparkHome {
    private static final String VERSION = package$.MODULE$.SPARK_VERSION();
    private static final Path MADE = HoneProcess.DEPLOY.resolve("target/spark-" + VERSION + "/jars");
    private static final Path FOLDER = HoneProcess.DEPLOY.resolve("target/spark-" + VERSION + "-managers");

    private SparkHome() {}

    /** Makes it of links under {@code target}, where it is not there yet. */
    static synchronized Path make() {
        try {
            Path jars = Files.createDirectories(FOLDER.resolve("jars"));
            try (Stream<Path> made = Files.list(MADE)) {
                Stream.concat(made, managers()).forEach(jar -> link(jars, jar));
            }
            return FOLDER;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> managers() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.getFileName()
                        .toString()
                        .matches(
                                "(spark-(yarn|kubernetes)_|kubernetes-|vertx-|zjsonpatch-|snakeyaml-|jackson-dataformat-yaml"
                                        + "|volcano-).*\\.jar"));
    }

    private static void link(Path jars, Path jar) {
        Path link = jars.resolve(jar.getFileName());
        try {
            if (!Files.exists(link)) {
                Files.createSymbolicLink(link, jar);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
