package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
    void whatSparkSubmitRefusesIsRefused() {
        assertThatThrownBy(() -> SparkSubmitSettings.of(List.of("--driver-memory", "0g", "--master", "spark://h:7077")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("spark-submit: Driver memory must be a positive number");
    }
}
