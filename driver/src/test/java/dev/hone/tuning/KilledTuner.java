package dev.hone.tuning;

import dev.hone.driver.execute.FatalTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.ml.util.Identifiable;
import org.apache.spark.sql.SparkSession;

/** A driver that ends by force as soon as its journal has outcomes of trials. Its argument is the output folder. */
public final class KilledTuner {
    static final int EXIT_CODE = 17;

    private static final int MOST_INSTANCES = 25;
    private static final int DEPTHS = 4;

    /** So many that they take longer than an outcome waits to be written. */
    static final int TRIALS = MOST_INSTANCES * DEPTHS;

    private KilledTuner() {}

    public static void main(String[] arguments) throws IOException {
        try (SparkSession session = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate()) {
            SparkSession.setActiveSession(session);
            Path journal = Path.of(arguments[0], "journal");
            tuner().setOutput(arguments[0])
                    .setListener(progress -> haltIfWritten(journal))
                    .fit(TuningTables.raw());
        }
    }

    private static void haltIfWritten(Path journal) {
        try (Stream<Path> files = Files.list(journal)) {
            if (files.anyMatch(file -> file.getFileName().toString().endsWith(".jsonl"))) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Each call makes stages of other ids, as each process does. */
    static HyperparameterTuner tuner() {
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"age", "noise", "price"})
                .setOutputCol("features");
        FatalTree tree = new FatalTree(Identifiable.randomUID("tree"));
        ParamMap[] maps = new ParamGridBuilder()
                .addGrid(tree.maxDepth(), IntStream.rangeClosed(1, DEPTHS).toArray())
                .addGrid(
                        tree.minInstancesPerNode(),
                        IntStream.rangeClosed(1, MOST_INSTANCES).toArray())
                .build();
        return new HyperparameterTuner()
                .setEstimator(new Pipeline().setStages(new PipelineStage[] {assembler, tree}))
                .setEstimatorParamMaps(maps)
                .setEvaluator(new MulticlassClassificationEvaluator());
    }
}
