package dev.hone.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hone.driver.ChildJvm;
import dev.hone.driver.UserSession;
import dev.hone.driver.cli.CommandLineRun;
import dev.hone.worker.data.InvalidInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
class TunerContinuesIT {
    @RegisterExtension
    static final UserSession SESSION = new UserSession();

    private static Dataset<Row> table;

    @TempDir
    private Path folder;

    @BeforeAll
    static void makeTable() {
        table = TuningTables.raw().cache();
    }

    @Test
    void aSearchWhoseDriverWasKilledGoesOnToTheUndisturbedLeaderboard() throws IOException, InterruptedException {
        Path output = folder.resolve("killed");
        assertThat(killed(output)).isEqualTo(KilledTuner.EXIT_CODE);
        assertThat(output.resolve("result.json")).doesNotExist();
        List<TuningProgress> told = new ArrayList<>();

        HyperparameterTunerModel continued = KilledTuner.tuner()
                .setOutput(output.toString())
                .setListener(told::add)
                .fit(table);

        assertThat(told.get(0).succeeded()).as("of the killed run").isBetween(1, KilledTuner.TRIALS - 1);
        String undisturbed = folder.resolve("undisturbed").toString();
        assertThat(scores(continued))
                .isEqualTo(scores(KilledTuner.tuner().setOutput(undisturbed).fit(table)));
        assertThat(status(output).at("/state").textValue()).isEqualTo("succeeded");
        assertThat(result(output).at("/trials/succeeded").intValue()).isEqualTo(KilledTuner.TRIALS);
        assertThat(CommandLineRun.of("status", output.toString()).exitCode()).isZero();
        CommandLineRun report = CommandLineRun.of("report", output.toString());
        assertThat(report.exitCode()).as(report.err()).isZero();
        assertThat(report.out()).contains("FatalTree.maxDepth");
    }

    @Test
    void aFinishedSearchIsNotRunAgain() {
        Path output = folder.resolve("finished");
        HyperparameterTuner tuner = KilledTuner.tuner().setOutput(output.toString());
        HyperparameterTunerModel first = tuner.fit(table);
        List<TuningProgress> told = new ArrayList<>();

        HyperparameterTunerModel second = tuner.setListener(told::add).fit(table);

        assertThat(told).allSatisfy(progress -> assertThat(progress.succeeded()).isEqualTo(KilledTuner.TRIALS));
        assertThat(scores(second)).isEqualTo(scores(first));
    }

    @Test
    void anotherSearchOrAnotherTableIsRefused() {
        Path output = folder.resolve("other");
        KilledTuner.tuner().setOutput(output.toString()).fit(table);

        assertThatThrownBy(() -> KilledTuner.tuner()
                        .setEvaluator(new MulticlassClassificationEvaluator().setMetricName("accuracy"))
                        .setOutput(output.toString())
                        .fit(table))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("holds another study ('HyperparameterTuner of FatalTree'");
        assertThatThrownBy(() -> KilledTuner.tuner()
                        .setOutput(output.toString())
                        .fit(table.limit(table.count() > 1 ? (int) table.count() - 1 : 1)))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("on another state of its table");
    }

    @Test
    void aCancelledSearchHasTheBestOfWhatHasEndedAndCanGoOn() throws IOException {
        Path output = folder.resolve("cancelled");
        HyperparameterTuner tuner = KilledTuner.tuner().setOutput(output.toString());
        tuner.setListener(progress -> {
            if (progress.succeeded() > 0) {
                tuner.cancel();
            }
        });

        HyperparameterTunerModel cancelled = tuner.fit(table);

        int ended = cancelled.avgMetrics().length;
        assertThat(ended).isBetween(1, KilledTuner.TRIALS);
        assertThat(cancelled.tuner().getEstimatorParamMaps()).hasSize(ended);
        assertThat(cancelled.transform(table).columns()).contains("prediction");
        String state = ended < KilledTuner.TRIALS ? "interrupted" : "succeeded";
        assertThat(status(output).at("/state").textValue()).isEqualTo(state);
        assertThat(KilledTuner.tuner().setOutput(output.toString()).fit(table).avgMetrics())
                .hasSize(KilledTuner.TRIALS);
    }

    private static List<String> scores(HyperparameterTunerModel model) {
        return model
                .leaderboard()
                .selectExpr(
                        "rank",
                        "avgMetric",
                        "stdMetric",
                        "foldMetrics",
                        "`param_FatalTree.maxDepth`",
                        "`param_FatalTree.minInstancesPerNode`",
                        "message")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .toList();
    }

    private static JsonNode status(Path output) throws IOException {
        return new ObjectMapper().readTree(Files.readString(output.resolve("status.json")));
    }

    private static JsonNode result(Path output) throws IOException {
        return new ObjectMapper().readTree(Files.readString(output.resolve("result.json")));
    }

    private int killed(Path output) throws IOException, InterruptedException {
        return new ProcessBuilder(ChildJvm.command(KilledTuner.class, List.of(), output.toString()))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile())
                .start()
                .waitFor();
    }
}
