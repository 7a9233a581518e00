package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hone.driver.ChildJvm;
import dev.hone.driver.LocalSpark;
import dev.hone.tuning.publish.PublishedModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed, by a signal that they cannot catch, while they publish. */
@Tag("endurance")
@Timeout(1200)
class PublishKilledIT {
    private static final int MOMENTS = Integer.getInteger("hone.tests.moments", 50);
    private static final int LONGEST_MILLIS = 1500;

    @TempDir
    private Path temporary;

    @Test
    void theLatestVersionAlwaysLoads() throws IOException, InterruptedException {
        StudyFolder study = StudyFolder.in(temporary);
        CommandLineRun tuned = study.run("tune");
        assertThat(tuned.exitCode()).as(tuned.err()).isZero();
        String trial = study.json("result.json").at("/best/number").asText();
        Dataset<Row> table = LocalSpark.session()
                .read()
                .option("header", true)
                .option("inferSchema", true)
                .csv(temporary.resolve("table.csv").toString());
        Path models = temporary.resolve("models");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int published = 0;
        for (int moment = 0; moment < MOMENTS; moment++) {
            killAfter(random.nextInt(LONGEST_MILLIS), study.out().toString(), trial, models.toString());

            String when = "moment " + moment + " of seed " + seed;
            List<PublishedModel> history = PublishedModel.history(models.toString());
            PublishedModel latest = PublishedModel.latest(models.toString());
            assertThat(latest.version()).as(when).isGreaterThanOrEqualTo(published);
            published = latest.version();
            assertLoads(latest.load(), table, when);
            assertThat(history).as(when).last().isEqualTo(latest);
            assertThat(history).as(when).hasSizeLessThanOrEqualTo(PublishLoop.KEPT + 1);
            assertLoads(modelOfLatestJson(models), table, when);
        }
        assertThat(published).as("versions").isGreaterThanOrEqualTo(MOMENTS);
        assertThat(numberOf(models)).as("what killed processes have left").isLessThan(3L * PublishLoop.KEPT + MOMENTS);
    }

    private static void assertLoads(PipelineModel model, Dataset<Row> table, String when) {
        assertThat(model.transform(table).where("predictedLabel IS NOT NULL").count())
                .as(when)
                .isEqualTo(12);
    }

    /** As a program does that has no Hone. */
    private static PipelineModel modelOfLatestJson(Path models) throws IOException {
        JsonNode latest =
                new ObjectMapper().readTree(models.resolve("latest.json").toFile());
        return PipelineModel.load(
                models.resolve(latest.at("/model").textValue()).toString());
    }

    private static long numberOf(Path models) throws IOException {
        try (Stream<Path> files = Files.list(models)) {
            return files.count();
        }
    }

    private static void killAfter(int millis, String... arguments) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(ChildJvm.command(PublishLoop.class, List.of(), arguments))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(out.readLine()).isEqualTo("published");
            Thread.sleep(millis);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }
}
