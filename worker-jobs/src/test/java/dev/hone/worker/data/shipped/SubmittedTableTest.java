package dev.hone.worker.data.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmittedTableTest {
    @TempDir
    private java.nio.file.Path folder;

    private final SubmittedTable table = new SubmittedTable();

    @Test
    void anotherFileOfTheSameNameIsRefused() throws IOException {
        SparkConf submitted = submitted(write("mine/iris.csv", "1,2\n"));
        Path other = new Path(write("theirs/iris.csv", "3,4\n").toUri());

        assertThatThrownBy(() -> table.checked("iris.csv", other, submitted))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "File 'spark-files:/iris.csv': must be the file that was submitted, but the driver's machine has"
                                + " another one at its path; name it in --files by a path that all machines share");
    }

    @Test
    void aCopyIsTaken() throws IOException {
        SparkConf submitted = submitted(write("mine/iris.csv", "1,2\n"));
        Path copy = new Path(write("theirs/iris.csv", "1,2\n").toUri());

        assertThat(table.checked("iris.csv", copy, submitted)).isEqualTo(copy);
    }

    @Test
    void whatNobodyHasSubmittedIsTaken() throws IOException {
        Path copy = new Path(write("theirs/iris.csv", "1,2\n").toUri());

        assertThat(table.checked("iris.csv", copy, new SparkConf(false))).isEqualTo(copy);
    }

    @Test
    void aFileThatAllMachinesReadHasNoDigest() throws IOException {
        assertThat(SubmittedTable.digest(new Path("hdfs://host/iris.csv"))).isEmpty();
    }

    private static SparkConf submitted(java.nio.file.Path file) throws IOException {
        return new SparkConf(false)
                .set(
                        SubmittedTable.SETTING,
                        SubmittedTable.digest(new Path(file.toUri())).orElseThrow());
    }

    private java.nio.file.Path write(String name, String text) throws IOException {
        java.nio.file.Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
