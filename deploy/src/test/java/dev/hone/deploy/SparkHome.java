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
    private static final Path MADE =
            HoneProcess.DEPLOY.resolve("target/spark-" + package$.MODULE$.SPARK_VERSION() + "/jars");

    private SparkHome() {}

    /** Makes it of links. */
    static Path make(Path folder) {
        try {
            Path jars = Files.createDirectories(folder.resolve("jars"));
            try (Stream<Path> made = Files.list(MADE)) {
                Stream.concat(made, managers()).forEach(jar -> link(jars, jar));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> managers() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(jar -> jar.getFileName()
                        .toString()
                        .matches("(spark-(yarn|kubernetes)_|kubernetes-|vertx-|zjsonpatch-|snakeyaml-|jackson-dataformat-yaml"
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
