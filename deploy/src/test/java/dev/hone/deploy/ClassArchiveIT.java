package dev.hone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The archive of classes, Spark's and Hone's, that a first {@code hone tune} in local mode leaves for later starts. */
@Timeout(600)
class ClassArchiveIT {
    private static final String STUDY =
            HoneProcess.DEPLOY.resolve("examples/iris-clusters/study.yaml").toString();

    private static final String DRIVER = "dev.hone.driver.cli.LocalDriver";
    private static final String SPARK = "org.apache.spark.deploy.SparkSubmitArguments";

    @TempDir
    private Path folder;

    @Test
    void laterRunsStartWithTheFirstOnesUnlessItIsDamaged() throws IOException {
        Path archives = folder.resolve("class archives");
        Map<String, String> environment = Map.of("HONE_CLASS_ARCHIVE", archives.toString());

        FinishedProcess first = hone(environment, "tune", STUDY, "--set", "output.path=" + folder.resolve("out"));

        assertThat(first.exitCode()).as(first.err()).isZero();
        assertThat(first.err()).doesNotContain("[cds", "archive");

        Path made = only(archives);
        Path ofAKilledRun = archives.resolve(made.getFileName().toString().replaceAll("\\d+$", "99999999"));
        Files.write(ofAKilledRun, new byte[4096]);

        assertThat(whereItIsFrom(DRIVER, environment)).contains("shared objects file (top)");
        assertThat(whereItIsFrom(SPARK, environment)).contains("shared objects file (top)");
        Path archive = only(archives);
        assertThat(archive.getFileName().toString()).matches("spark-\\d+\\.jsa");

        assertThat(whereItIsFrom(SPARK, Map.of("HONE_CLASS_ARCHIVE", "off"))).contains("spark-core");

        Files.delete(archive);
        Files.writeString(archive, "no archive");
        assertThat(whereItIsFrom(SPARK, environment)).contains("spark-core");
    }

    /** The JVM's own words on the source of a class that a command loads. */
    private String whereItIsFrom(String name, Map<String, String> environment) throws IOException {
        Path classes = folder.resolve("classes.txt");
        Map<String, String> logged = new HashMap<>(environment);
        logged.put("SPARK_SUBMIT_OPTS", HoneProcess.QUICK_START + " \"-Xlog:class+load:file=" + classes + "\"");

        FinishedProcess status = hone(logged, "status", folder.resolve("out").toString());

        assertThat(status.exitCode()).as(status.err()).isZero();
        assertThat(status.err()).doesNotContain("[cds", "archive");
        try (Stream<String> lines = Files.lines(classes)) {
            return lines.filter(line -> line.contains(" " + name + " "))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path only(Path folder) throws IOException {
        List<Path> found = archivesIn(folder);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private static List<Path> archivesIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith("spark-"))
                    .toList();
        }
    }

    private FinishedProcess hone(Map<String, String> environment, String... arguments) {
        return HoneProcess.run(folder, folder, environment, arguments);
    }
}
