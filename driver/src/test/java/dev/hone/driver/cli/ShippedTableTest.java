package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.LocalSpark;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of {@code --files} that are not there; those that are need a Spark of their own, in {@code SameLeaderboardIT}. */
class ShippedTableTest {
    @TempDir
    private Path temporary;

    private StudyFolder study = new StudyFolder(Path.of("/"));

    @BeforeEach
    void writeStudy() {
        LocalSpark.session();
        study = StudyFolder.in(temporary);
    }

    @Test
    void aNameThatWasNotShippedIsToldThoughTheFileLiesBesideTheStudy() {
        CommandLineRun run = study.run("tune", "--set", "data.path=spark-files:/table.csv");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .contains("File 'spark-files:/table.csv': must be the name of a file of --files (shipped: none); add"
                        + " PATH/table.csv to --files");
        assertThat(study.out()).doesNotExist();
    }

    @Test
    void aLocationWithoutANameIsAMistakeOfTheStudy() {
        CommandLineRun run = study.run("tune", "--set", "data.path=spark-files:table.csv");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("hone: " + study.file())
                .contains("File 'spark-files:table.csv': must be spark-files:/NAME, the name of a file of --files")
                .hasLineCount(1);
    }
}
