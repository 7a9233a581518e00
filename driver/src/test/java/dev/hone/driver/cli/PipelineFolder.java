package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.spark.ml.PipelineModel;

/** A folder with one of the tables of {@code cases} and a study of it, whose lines a test gives. */
record PipelineFolder(StudyFolder study) {

    /**
     * @param table name of the table, without its ending
     * @param label its label
     */
    static PipelineFolder in(Path folder, String table, String label) {
        PipelineFolder made = new PipelineFolder(new StudyFolder(folder));
        made.study.write("table.csv", text("/cases/" + table + ".csv"));
        made.write(label, "", "");
        return made;
    }

    /**
     * Writes the study.
     *
     * @param data further keys of {@code data}, as a flow mapping has them
     * @param lines pipeline, learner, space and what else is not told here
     */
    void write(String label, String data, String lines) {
        String comma = data.isEmpty() ? "" : ", ";
        study.write(
                "study.yaml",
                "name: columns\ndata: {path: table.csv, format: csv, label: '" + label + "'" + comma + data + "}\n"
                        + lines + "output: {path: " + study.out() + "}\n");
    }

    CommandLineRun run(String command) {
        return study.run(command, StudyFolder.ALLOW_SQL);
    }

    CommandLineRun tune() {
        CommandLineRun run = run("tune");
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }

    double bestScore() {
        return result().at("/best/score").doubleValue();
    }

    List<String> features() {
        List<String> features = new ArrayList<>();
        result().at("/features").forEach(name -> features.add(name.textValue()));
        return features;
    }

    JsonNode result() {
        return study.json("result.json");
    }

    PipelineModel model() {
        return PipelineModel.load(study.out().resolve("model").toString());
    }

    private static String text(String resource) {
        try (InputStream stream =
                Objects.requireNonNull(PipelineFolder.class.getResourceAsStream(resource), resource)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
