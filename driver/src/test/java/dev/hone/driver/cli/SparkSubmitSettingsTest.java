package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkSubmitSettingsTest {
    @TempDir
    private Path temporary;

    @Test
    void optionsSettingsAndThePropertiesFileCountAsInSparkSubmit() throws IOException {
        Path properties = Files.writeString(temporary.resolve("my.conf"), """
                spark.master                     spark://file:7077
                spark.driver.extraJavaOptions    -Dfrom=file
                spark.hadoop.fs.defaultFS=hdfs://host
                """);

        SparkSubmitSettings settings = SparkSubmitSettings.of(List.of(
                "--properties-file",
                properties.toString(),
                "--master",
                "spark://option:7077",
                "--conf",
                "spark.standalone.submit.waitAppCompletion=true",
                "--driver-memory",
                "2g"));

        assertThat(settings.master()).isEqualTo("spark://option:7077");
        assertThat(settings.driverMemory()).isEqualTo("2g");
        assertThat(settings.driverJavaOptions()).isEqualTo("-Dfrom=file");
        assertThat(settings.properties()).containsEntry("spark.hadoop.fs.defaultFS", "hdfs://host");
        assertThat(settings.waitsForTheEnd()).isTrue();
        assertThat(settings.usesRest()).isFalse();
    }

    @Test
    void settingsAreThoseThatSparkSubmitHandsToADriver() {
        SparkSubmitSettings settings = SparkSubmitSettings.of(List.of(
                "--master",
                "local[3]",
                "--conf",
                "spark.master=local[1]",
                "--conf",
                "spark.app.name=conf",
                "--name",
                "mine",
                "--driver-memory",
                "2g",
                "--driver-java-options",
                "-Dmine=yes"));

        assertThat(settings.properties())
                .containsEntry("spark.master", "local[3]")
                .containsEntry("spark.app.name", "mine")
                .containsEntry("spark.submit.deployMode", "client")
                .containsEntry("spark.driver.memory", "2g")
                .containsEntry("spark.driver.extraJavaOptions", "-Dmine=yes");
        assertThat(SparkSubmitSettings.of(List.of("--master", "local")).properties())
                .containsEntry("spark.app.name", HoneCommand.class.getName())
                .doesNotContainKeys("spark.driver.memory", "spark.driver.extraJavaOptions");
    }

    @Test
    void classesOfTheUsersJarsAreSeen() throws IOException {
        Path jar = temporary.resolve("mine.jar");
        try (JarOutputStream stream = new JarOutputStream(Files.newOutputStream(jar))) {
            stream.putNextEntry(new ZipEntry("mine/Stage.txt"));
        }
        UserJars jars = SparkSubmitSettings.of(List.of("--master", "spark://h:7077", "--jars", jar.toString()))
                .userJars();
        ClassLoader parent = getClass().getClassLoader();

        assertThat(jars.classLoader(parent, new Configuration()).getResource("mine/Stage.txt"))
                .isNotNull();
        assertThat(SparkSubmitSettings.of(List.of("--master", "spark://h:7077"))
                        .userJars()
                        .classLoader(parent, new Configuration()))
                .isSameAs(parent);
    }

    @Test
    void aJarThatIsNotThereIsRefused() {
        UserJars jars = SparkSubmitSettings.of(
                        List.of("--master", "spark://h:7077", "--jars", "hdfs-none://h/mine.jar"))
                .userJars();

        assertThatThrownBy(() -> jars.classLoader(getClass().getClassLoader(), new Configuration()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("Options --jars and --packages: cannot be read (");
    }

    @Test
    void whatSparkSubmitRefusesIsRefused() {
        assertThatThrownBy(() -> SparkSubmitSettings.of(List.of("--driver-memory", "0g", "--master", "spark://h:7077")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("spark-submit: Driver memory must be a positive number");
    }
}
