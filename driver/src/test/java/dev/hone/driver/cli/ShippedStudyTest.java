package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.LocalSpark;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies of {@code --files}, which spark-submit tells a driver of by system properties. */
class ShippedStudyTest {
    private static final String FILES = "spark.files";

    @TempDir
    private Path temporary;

    private StudyFolder study = new StudyFolder(Path.of("/"));

    @BeforeEach
    void shipStudy() {
        LocalSpark.session();
        study = StudyFolder.in(temporary.resolve("my studies"));
        System.setProperty(FILES, study.file().toUri().toString());
    }

    @AfterEach
    void forgetSetting() {
        System.clearProperty(FILES);
    }

    @Test
    void aStudyIsReadByItsName() {
        CommandLineRun run = CommandLineRun.of(
                "tune", "spark-files:/study.yaml", "--set", "data.path=" + study.folder() + "/table.csv");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(study.json("status.json").path("state").textValue()).isEqualTo("succeeded");
    }

    @Test
    void aRelativeTableOfAShippedStudyIsOneThatWasShippedWithIt() {
        CommandLineRun run =
                CommandLineRun.of("validate", "spark-files:/study.yaml", "--set", "data.path=../data/tables.csv");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("hone: spark-files:/study.yaml")
                .contains("File 'spark-files:/tables.csv': must be the name of a file of --files (shipped: none);"
                        + " add PATH/tables.csv to --files")
                .hasLineCount(1);
    }

    @Test
    void aMistakeIsToldWithItsPlaceInTheFileThatWasShipped() {
        CommandLineRun run = CommandLineRun.of("tune", "spark-files:/study.yaml", "--set", "validation.metric=rmse");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("hone: spark-files:/study.yaml")
                .contains("'rmse' is no metric of classifiers");
    }

    @Test
    void aNameThatWasNotShippedIsToldWithThoseThatWere() {
        CommandLineRun run = CommandLineRun.of("validate", "spark-files:/stdy.yaml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("hone: File 'spark-files:/stdy.yaml': must be the name of a file of --files (shipped:"
                        + " study.yaml); did you mean 'study.yaml'?\n");
    }

    @Test
    void aFileThatThisMachineDoesNotHaveIsToldWithItsPath() {
        System.setProperty(FILES, "file:/nowhere/study.yaml");

        CommandLineRun run = CommandLineRun.of("tune", "spark-files:/study.yaml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("hone: spark-files:/study.yaml: no such file; --files must name a file that this machine"
                        + " can read (path: file:/nowhere/study.yaml)\n");
    }

    @Test
    void aLocationWithoutANameIsToldWithItsForm() {
        CommandLineRun run = CommandLineRun.of("tune", "spark-files:study.yaml");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("hone: File 'spark-files:study.yaml': must be spark-files:/NAME, the name of a file of"
                        + " --files\n");
    }
}
