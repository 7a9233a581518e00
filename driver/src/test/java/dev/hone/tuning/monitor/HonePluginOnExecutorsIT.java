package dev.hone.tuning.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hone.driver.ExecutorProcesses;
import dev.hone.tuning.HyperparameterTuner;
import dev.hone.tuning.JsonLog;
import dev.hone.tuning.NamedParamSpace;
import dev.hone.tuning.ObjectiveTuner;
import dev.hone.tuning.TuningTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.metrics.sink.CsvSink;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.evaluation.BinaryClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Executors of their own processes: what they tell the driver of their caches, and what they log. */
@Tag("cluster")
@Timeout(180)
class HonePluginOnExecutorsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SETTINGS = """
            rootLogger.level = info
            rootLogger.appenderRef.file.ref = file
            appender.file.type = File
            appender.file.name = file
            appender.file.fileName = %s
            appender.file.layout.type = JsonTemplateLayout
            appender.file.layout.eventTemplateUri = classpath:org/apache/spark/SparkLayout.json
            logger.hone.name = dev.hone
            logger.hone.level = debug
            """;

    @TempDir
    private Path folder;

    @Test
    void theDriverKnowsTheirCachesAndTheirLogNamesStudyAndTrial() throws IOException {
        Path log = folder.resolve("executor.json");
        SparkSession session = ExecutorProcesses.start(configuration(log));
        try {
            SparkPages pages = SparkPages.of(session);
            await().atMost(PATIENCE).until(() -> pages.gauge("slots") == 2);

            fit();

            await().atMost(PATIENCE).until(() -> pages.gauge("cache_misses") > 0 && pages.gauge("cache_bytes") > 0);
            await().atMost(PATIENCE).until(() -> lastValue("cache_misses") > 0);
            assertThat(pages.gauge("trial_seconds_fast")).isPositive();
            await().atMost(PATIENCE).until(() -> pages.gauge("slots_busy") == 0);

            optimize(session);
        } finally {
            ExecutorProcesses.stop(session);
        }
        List<JsonNode> lines = JsonLog.parsed(Files.readString(log));
        assertThat(lines).anySatisfy(line -> {
            assertThat(line.path("logger").asText()).startsWith("Executor");
            assertThat(line.at("/context").path("mdc.hone.study").asText())
                    .isEqualTo("HyperparameterTuner of DecisionTreeClassifier");
        });
        assertThat(lines)
                .filteredOn(line -> line.path("msg").asText().startsWith("scores "))
                .hasSize(2)
                .allSatisfy(line -> assertThat(
                                line.at("/context").path("hone.study").asText())
                        .startsWith("ObjectiveTuner of "))
                .extracting(line -> line.at("/context").path("hone.trial").asText())
                .containsExactlyInAnyOrder("0", "1");
    }

    private SparkConf configuration(Path log) throws IOException {
        Files.createDirectories(metrics());
        Path settings = Files.writeString(folder.resolve("log4j2.properties"), SETTINGS.formatted(log));
        SparkConf conf = SparkPages.configuration()
                .set("spark.log.structuredLogging.enabled", "true")
                .set("spark.metrics.conf.executor.sink.csv.class", CsvSink.class.getName())
                .set("spark.metrics.conf.executor.sink.csv.period", "1")
                .set("spark.metrics.conf.executor.sink.csv.directory", metrics().toString())
                .set("spark.executor.extraJavaOptions", "-Dlog4j2.configurationFile=" + settings);
        return ExecutorProcesses.configuration(conf, 2)
                .setMaster("local-cluster[1,2,600]")
                .set("spark.ui.enabled", "true");
    }

    private Path metrics() {
        return folder.resolve("metrics");
    }

    /** What the executor itself has told of a gauge at its sink; 0 before it has. */
    private double lastValue(String gauge) throws IOException {
        try (Stream<Path> files = Files.list(metrics())) {
            Optional<Path> file = files.filter(found -> found.getFileName()
                            .toString()
                            .endsWith(".0.plugin." + HonePlugin.class.getName() + "." + gauge + ".csv"))
                    .findFirst();
            List<String> lines = file.isEmpty() ? List.of() : Files.readAllLines(file.get());
            return lines.size() < 2
                    ? 0
                    : Double.parseDouble(lines.get(lines.size() - 1).split(",")[1]);
        }
    }

    private static void fit() throws IOException {
        DecisionTreeClassifier tree = new DecisionTreeClassifier();
        ParamMap[] params = new ParamGridBuilder()
                .addGrid(tree.maxDepth(), new int[] {1, 2, 3})
                .addGrid(tree.maxBins(), new int[] {8, 16})
                .build();
        new HyperparameterTuner()
                .setEstimator(tree)
                .setEstimatorParamMaps(params)
                .setEvaluator(new BinaryClassificationEvaluator())
                .fit(new VectorAssembler()
                        .setInputCols(new String[] {"age", "noise", "price"})
                        .setOutputCol("features")
                        .transform(TuningTables.raw()));
    }

    private static void optimize(SparkSession session) {
        new ObjectiveTuner()
                .setObjective(trial -> {
                    LoggerFactory.getLogger("dev.hone.tests").info("scores {}", trial.getInt("n"));
                    return trial.getInt("n");
                })
                .setSearchSpace(NamedParamSpace.builder().integer("n", 1, 2).build())
                .setSampler("grid")
                .optimize(session);
    }
}
