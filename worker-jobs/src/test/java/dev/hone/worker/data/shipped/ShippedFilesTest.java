package dev.hone.worker.data.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.worker.data.InvalidInputException;
import java.io.File;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShippedFilesTest {
    private static ShippedFiles shipped(String files) {
        return ShippedFiles.of(new SparkConf(false).set("spark.files", files));
    }

    @Test
    void aFileHasTheLastPartOfItsPathAsName() {
        ShippedFiles files = shipped("file:/a/iris.csv,hdfs://host/b/two%20words.csv, /c/plain.csv");

        assertThat(files.source("iris.csv")).isEqualTo(new Path("file:/a/iris.csv"));
        assertThat(files.source("two words.csv")).isEqualTo(new Path("hdfs://host/b/two words.csv"));
        assertThat(files.source("plain.csv")).isEqualTo(new Path("/c/plain.csv"));
        assertThat(files.local()).containsExactlyInAnyOrder("file:/a/iris.csv", "/c/plain.csv");
    }

    @Test
    void onYarnAFileMayHaveAnotherName() {
        ShippedFiles files = ShippedFiles.of(new SparkConf(false)
                .set("spark.master", "yarn")
                .set("spark.yarn.dist.files", "file:/a/part-0001.csv#iris.csv"));

        assertThat(files.source("iris.csv")).isEqualTo(new Path("file:/a/part-0001.csv"));
    }

    @Test
    void aDriverOnYarnHasFilesInItsWorkingDirectoryAndAllOthersWhereTheyWereShippedFrom() {
        SparkConf cluster =
                new SparkConf(false).set("spark.submit.deployMode", "cluster").set("spark.files", "file:/a/study.yaml");

        assertThat(ShippedFiles.of(cluster.clone().set("spark.master", "yarn")).ofDriver("study.yaml"))
                .isEqualTo(new Path(new File("study.yaml").getAbsoluteFile().toURI()));
        assertThat(ShippedFiles.of(cluster.clone().set("spark.master", "spark://host:7077"))
                        .ofDriver("study.yaml"))
                .isEqualTo(new Path("file:/a/study.yaml"));
        assertThat(ShippedFiles.of(new SparkConf(false)
                                .set("spark.master", "yarn")
                                .set("spark.yarn.dist.files", "file:/a/study.yaml"))
                        .ofDriver("study.yaml"))
                .isEqualTo(new Path("file:/a/study.yaml"));
    }

    @Test
    void aMissingNameIsToldWithThoseThatAreThere() {
        assertThatThrownBy(
                        () -> shipped("file:/a/iris.csv,file:/a/penguins.csv").source("irs.csv"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("File 'spark-files:/irs.csv': must be the name of a file of --files (shipped: iris.csv,"
                        + " penguins.csv); did you mean 'iris.csv'?");
        assertThatThrownBy(() -> shipped("").source("iris.csv"))
                .hasMessage("File 'spark-files:/iris.csv': must be the name of a file of --files (shipped: none); add"
                        + " PATH/iris.csv to --files");
        assertThatThrownBy(() -> shipped("file:/a/study.yaml").source("iris.csv"))
                .hasMessage("File 'spark-files:/iris.csv': must be the name of a file of --files (shipped: study.yaml);"
                        + " add PATH/iris.csv to --files");
    }

    @Test
    void twoFilesOfOneNameAreRefused() {
        assertThatThrownBy(() -> shipped("file:/a/iris.csv,file:/b/iris.csv").source("iris.csv"))
                .hasMessage(
                        "File 'spark-files:/iris.csv': must be the name of one file of --files (found: file:/a/iris.csv,"
                                + " file:/b/iris.csv); rename all but one");
    }

    @Test
    void theSameFileMayBeNamedTwice() {
        assertThat(shipped("file:/a/iris.csv,file:/a/iris.csv").source("iris.csv"))
                .isEqualTo(new Path("file:/a/iris.csv"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iris.csv", "../data/iris.csv", "data/iris.csv"})
    void aShippedFileHasLostItsFolder(String path) {
        assertThat(ShippedFiles.location(path)).isEqualTo("spark-files:/iris.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"spark-files:/iris.csv", "spark-files:///iris.csv"})
    void aNameFollowsTheScheme(String location) {
        assertThat(ShippedFiles.name(location)).isEqualTo("iris.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark-files:iris.csv",
                "spark-files://iris.csv",
                "spark-files:/a/iris.csv",
                "spark-files:/",
                "spark-files:"
            })
    void anythingElseIsRefused(String location) {
        assertThatThrownBy(() -> ShippedFiles.name(location))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("File '" + location + "': must be spark-files:/NAME, the name of a file of --files");
    }
}
