package dev.hone.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.package$;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code mvn install} gives: {@code examples/maven-project}, copied and built as a user does, depends on it. */
@Timeout(400)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MavenProjectIT {
    private static final Path EXAMPLE = HoneProcess.DEPLOY.resolve("examples/maven-project");
    private static final Pattern COMPILE = Pattern.compile("(?m)^[ |+\\\\-]*([^:\\s]+:[^:\\s]+):\\S+:compile$");

    private String printed = "";
    private String dependencies = "";

    @BeforeAll
    void buildAndRun(@TempDir Path folder) throws IOException {
        Path project = folder.resolve("project");
        copy(EXAMPLE, project);
        Path tree = folder.resolve("tree.txt");

        try (MavenCommand maven = new MavenCommand(folder)) {
            FinishedProcess build =
                    maven.run(project, "package", "dependency:tree", "-DoutputFile=" + tree, "exec:exec");

            assertThat(build.exitCode()).as(build.out() + build.err()).isZero();
            printed = build.out();
        }
        dependencies = Files.readString(tree);
    }

    @Test
    void aProjectThatDependsOnHoneTunesAForestInsideTasks() {
        assertThat(printed)
                .containsPattern("\\| *1\\|.*\\| *fast *\\|")
                .contains("Best of 16 trials: areaUnderROC 0.9")
                .doesNotContain("failed");
    }

    @Test
    void itGetsHoneAndNothingOfWhatHoneIsMadeOfNorSpark() {
        assertThat(COMPILE.matcher(dependencies).results().map(match -> match.group(1)))
                .containsExactly("dev.hone:hone-tuning", "org.jspecify:jspecify");
        assertThat(dependencies)
                .contains("org.apache.spark:spark-mllib_2.13:jar:" + package$.MODULE$.SPARK_VERSION() + ":provided");
    }

    @Test
    void classesOfOthersAreInTheJarUnderNamesOfHoneOnly() throws IOException {
        try (JarFile jar =
                new JarFile(HoneProcess.DEPLOY.resolve("target/hone.jar").toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName))
                    .filteredOn(name -> name.endsWith(".class") || name.endsWith(".properties"))
                    .isNotEmpty()
                    .allMatch(name -> name.startsWith("dev/hone/") || name.startsWith("META-INF/maven/"));
        }
    }

    @Test
    void itsJavaOptionsAreThoseOfSparksLauncher() throws IOException {
        assertThat(Files.readAllLines(EXAMPLE.resolve("spark-java-options")))
                .containsAll(Stream.of(JavaModuleOptions.defaultModuleOptionArray())
                        .filter(option -> option.startsWith("--add-"))
                        .toList());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            List<Path> sources = files.filter(file -> !file.startsWith(from.resolve("target")))
                    .toList();
            for (Path source : sources) {
                Files.copy(source, to.resolve(from.relativize(source)));
            }
        }
    }
}
