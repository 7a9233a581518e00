package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hone.driver.LocalSpark;
import dev.hone.testing.Kinded;
import dev.hone.testing.SampledSource;
import dev.hone.worker.train.LearnerCatalog;
import dev.hone.worker.train.LearnerKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/**
 * Each learner from the study file to the saved model, with every class that travels registered with Kryo. The model is
 * loaded by plain Spark ML and transforms the raw table.
 */
class EveryLearnerTest {
    private static final int ROWS = 60;

    /** What a learner needs beyond its defaults: a param each line. */
    private static final Map<String, String> SPACES = Map.ofEntries(
            Map.entry("OneVsRest", "{classifier: [LinearSVC], classifier.maxIter: 3}"),
            Map.entry("MultilayerPerceptronClassifier", "{layers: [[2, 3, 2]], maxIter: 5}"),
            Map.entry("AFTSurvivalRegression", "{censorCol: censor, maxIter: 3}"),
            Map.entry("LDA", "{k: [2], maxIter: 3}"),
            Map.entry("KMeans", "{k: [2, 3]}"),
            Map.entry("NaiveBayes", "{smoothing: [0.5, 1]}"),
            Map.entry("FMClassifier", "{maxIter: 3}"),
            Map.entry("FMRegressor", "{maxIter: 3}"),
            Map.entry("GBTClassifier", "{maxIter: 2}"),
            Map.entry("GBTRegressor", "{maxIter: 2}"),
            Map.entry("NeuralNetworkClassifier", "{layers: [0, 2], neurons: [4], epochs: [3, 6]}"),
            Map.entry("NeuralNetworkRegressor", "{hiddenLayers: [[4, 3]], epochs: [3, 6]}"));

    @TempDir
    private Path folder;

    /** A learner by its name. */
    private record Learner(String name, LearnerKind kind) implements Kinded {
        @Override
        public List<?> kinds() {
            return List.of(kind);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Learner> learners() {
        return LearnerCatalog.names().stream()
                .filter(LearnerCatalog::takesFeatures)
                .map(name -> new Learner(name, LearnerCatalog.kindOf(name)));
    }

    @ParameterizedTest
    @SampledSource(value = "learners", atLeast = 9)
    void isTunedSavedAndLoadedByPlainSpark(Learner example) throws IOException {
        LearnerKind kind = example.kind();

        tune(example);

        Dataset<Row> raw = LocalSpark.session()
                .read()
                .option("header", "true")
                .option("inferSchema", "true")
                .csv(folder.resolve("table.csv").toString());
        Dataset<Row> predicted =
                PipelineModel.load(folder.resolve("out/model").toString()).transform(raw);
        String output = kind == LearnerKind.TOPIC_MODEL
                ? "topicDistribution"
                : kind == LearnerKind.CLASSIFIER ? "predictedLabel" : "prediction";
        assertThat(predicted.select(output).collectAsList()).hasSize(ROWS).noneMatch(row -> row.isNullAt(0));
    }

    @ParameterizedTest
    @SampledSource(value = "learners", atLeast = 4)
    void isTunedBySparksOwnJobs(Learner example) throws IOException {
        tune(example, "--set", "search.lane=cluster");
    }

    private void tune(Learner example, String... options) throws IOException {
        Files.writeString(folder.resolve("table.csv"), table());
        Files.writeString(folder.resolve("study.yaml"), study(example.name(), example.kind()));

        CommandLineRun run = CommandLineRun.of(
                Stream.concat(Stream.of("tune", folder.resolve("study.yaml").toString()), Stream.of(options))
                        .toArray(String[]::new));

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode result =
                new ObjectMapper().readTree(folder.resolve("out/result.json").toFile());
        assertThat(result.at("/best/learner").textValue()).isEqualTo(example.name());
        assertThat(result.at("/trials/failed").intValue()).as(run.err()).isZero();
    }

    private static String table() {
        StringBuilder table = new StringBuilder("a,b,kind,size,censor\n");
        for (int row = 0; row < ROWS; row++) {
            boolean large = row % 2 == 0;
            double a = 1 + row % 7 + (large ? 5 : 0);
            double b = 1 + (row * 5) % 11 / 2.0;
            table.append(a).append(',').append(b).append(',').append(large ? "large" : "small");
            table.append(',')
                    .append(1 + a * 2 + b)
                    .append(',')
                    .append(row % 3 == 0 ? 0 : 1)
                    .append('\n');
        }
        return table.toString();
    }

    private String study(String learner, LearnerKind kind) {
        String label = switch (kind) {
            case CLASSIFIER -> ", label: kind, ignore: [size, censor]";
            case REGRESSOR -> ", label: size, ignore: [kind" + (learner.startsWith("AFT") ? "]" : ", censor]");
            case CLUSTERER, TOPIC_MODEL -> ", ignore: [kind, size, censor]";
        };
        String metric = switch (kind) {
            case CLASSIFIER -> "accuracy";
            case REGRESSOR -> "rmse";
            case CLUSTERER -> "silhouette";
            case TOPIC_MODEL -> "logPerplexity";
        };
        return """
                name: every-learner
                data: {path: table.csv, format: csv%s}
                learner: %s
                space: %s
                validation: {metric: %s, folds: 2}
                output: {path: "%s"}
                """.formatted(label, learner, SPACES.getOrDefault(learner, "{}"), metric, folder.resolve("out"));
    }
}
