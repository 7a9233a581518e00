package dev.hone.tuning;

import dev.hone.driver.execute.PacedTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A driver of 300 trials. Its arguments are the output folder, a file to which it adds how many trials have ended, those before it
 * included, and when it told so, and a file for the leaderboard at the end.
 */
public final class PacedTuner {
    static final int TRIALS = 300;

    private static final int DEPTHS = 5;

    private PacedTuner() {}

    public static void main(String[] arguments) throws IOException {
        Path told = Path.of(arguments[1]);
        try (SparkSession session = SparkSession.builder()
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.sql.shuffle.partitions", "1")
                .getOrCreate()) {
            SparkSession.setActiveSession(session);
            HyperparameterTuner tuner = tuner().setOutput(arguments[0]).setListener(progress -> tell(told, progress));
            tell(told, "begins");
            HyperparameterTunerModel found = tuner.fit(TuningTables.raw());
            Files.write(Path.of(arguments[2]), rows(found));
        }
    }

    private static HyperparameterTuner tuner() {
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"age", "noise", "price"})
                .setOutputCol("features");
        PacedTree tree = new PacedTree("tree");
        ParamMap[] maps = new ParamGridBuilder()
                .addGrid(tree.maxDepth(), IntStream.rangeClosed(1, DEPTHS).toArray())
                .addGrid(
                        tree.minInstancesPerNode(),
                        IntStream.rangeClosed(1, TRIALS / DEPTHS).toArray())
                .build();
        return new HyperparameterTuner()
                .setEstimator(new Pipeline().setStages(new PipelineStage[] {assembler, tree}))
                .setEstimatorParamMaps(maps)
                .setEvaluator(new MulticlassClassificationEvaluator());
    }

    /** All of the leaderboard but the times. */
    private static List<String> rows(HyperparameterTunerModel found) {
        return found
                .leaderboard()
                .selectExpr(
                        "rank",
                        "trial",
                        "avgMetric",
                        "stdMetric",
                        "foldMetrics",
                        "`param_PacedTree.maxDepth`",
                        "`param_PacedTree.minInstancesPerNode`",
                        "lane",
                        "message")
                .collectAsList()
                .stream()
                .map(Row::toString)
                .toList();
    }

    private static void tell(Path file, TuningProgress progress) {
        tell(file, (progress.succeeded() + progress.failed()) + " " + System.currentTimeMillis());
    }

    private static void tell(Path file, String line) {
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
