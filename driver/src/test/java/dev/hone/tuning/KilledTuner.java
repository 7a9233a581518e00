package dev.hone.tuning;

import java.io.IOException;
import java.time.Duration;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.DecisionTreeClassifier;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.SparkSession;

/** A driver that ends by force in the middle of a search. Its argument is the output folder. */
public final class KilledTuner {
    static final int EXIT_CODE = 17;
    static final int TRIALS = 8;
    private static final int HALF = 4;

    /** Longer than an outcome waits to be written. */
    private static final Duration PAUSE = Duration.ofMillis(1_100);

    private KilledTuner() {}

    public static void main(String[] arguments) throws IOException {
        try (SparkSession session = SparkSession.builder()
                .master("local[1]")
                .config("spark.ui.enabled", "false")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .getOrCreate()) {
            SparkSession.setActiveSession(session);
            tuner().setOutput(arguments[0]).setListener(new Killer()).fit(TuningTables.raw());
        }
    }

    /** Each call makes stages of other ids, as each process does. */
    static HyperparameterTuner tuner() {
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"age", "noise", "price"})
                .setOutputCol("features");
        DecisionTreeClassifier tree = new DecisionTreeClassifier();
        ParamMap[] maps = new ParamGridBuilder()
                .addGrid(tree.maxDepth(), new int[] {1, 2, 3, 4})
                .addGrid(
                        tree.impurity(),
                        scala.jdk.javaapi.CollectionConverters.asScala(java.util.List.of("gini", "entropy")))
                .build();
        return new HyperparameterTuner()
                .setEstimator(new Pipeline().setStages(new PipelineStage[] {assembler, tree}))
                .setEstimatorParamMaps(maps)
                .setEvaluator(new MulticlassClassificationEvaluator());
    }

    private static final class Killer implements TuningListener {
        private int seen;

        @Override
        public void progress(TuningProgress progress) {
            if (progress.succeeded() > seen) {
                seen = progress.succeeded();
                pause();
            }
            if (seen > HALF) {
                Runtime.getRuntime().halt(EXIT_CODE);
            }
        }

        private static void pause() {
            try {
                Thread.sleep(PAUSE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
