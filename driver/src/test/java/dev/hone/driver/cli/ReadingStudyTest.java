package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.LocalSpark;
import java.nio.file.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.feature.IndexToString;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a file whose text is read by rules of its own to the saved model. */
class ReadingStudyTest {
    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    private Path temporary;

    private StudyFolder folder = new StudyFolder(Path.of(""));

    @BeforeEach
    void makeStudy() {
        folder = StudyFolder.in(temporary);
    }

    @Test
    void listedLabelsAreTheIndicesOfTheSavedModel() {
        folder.write("study.yaml", folder.text().replace("data:\n", "data:\n  label-order: [red, blue]\n"));

        assertThat(folder.run("tune").exitCode()).isZero();

        PipelineModel model = PipelineModel.load(folder.out().resolve("model").toString());
        assertThat(((StringIndexerModel) model.stages()[0]).labelsArray()[0]).containsExactly("red", "blue");
        assertThat(((IndexToString) model.stages()[3]).getLabels()).containsExactly("red", "blue");
        Dataset<Row> predicted = model.transform(SPARK.read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(folder.folder().resolve("table.csv").toString()));
        assertThat(predicted
                        .filter("(prediction = 0) != (predictedLabel = 'red')")
                        .count())
                .isZero();
    }

    @Test
    void aGermanExportGivesTheOutcomesOfTheSameTableInSparksNotation() {
        assertThat(folder.run("tune").exitCode()).isZero();
        StudyFolder german = StudyFolder.in(temporary.resolve("german"));
        german.write(
                "table.csv",
                "Export vom 1.1.2026\n\n" + StudyFolder.TABLE.replace(",", ";").replace(".", ","));
        german.write(
                "study.yaml",
                german.text()
                        .replace(
                                "data:\n",
                                "data:\n  skip-lines: 2\n  decimal: ','\n  options: {sep: ';'}\n  schema: a DECIMAL(3,0)\n"));

        CommandLineRun run = german.run("tune");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(german.leaderboard()).isEqualTo(folder.leaderboard());
        assertThat(german.json("result.json").path("dataFingerprint"))
                .isEqualTo(folder.json("result.json").path("dataFingerprint"));
    }
}
