package dev.hone.driver.execute;

import dev.hone.driver.UserSession;
import dev.hone.driver.execute.cluster.ClusterTrialExecutor;
import dev.hone.driver.execute.cluster.FoldFrames;
import dev.hone.driver.execute.pipeline.FoldTables;
import dev.hone.driver.execute.pipeline.PipelineRun;
import dev.hone.worker.data.RowView;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.fold.FoldAssignment;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.linalg.SQLDataTypes;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/** A sampler that looks at the history, on each executor that runs in this JVM. */
@ExtendWith(UserSession.class)
class AdaptiveOnEveryExecutorIT {
    private static final int FITS = 2;
    private static final ExecutorService THREADS = Executors.newFixedThreadPool(FITS);
    private static final CrossValidation EVALUATION = firstFold(Depths.evaluation());

    private final SparkContext context = UserSession.session().sparkContext();

    @AfterAll
    static void stop() {
        THREADS.shutdownNow();
    }

    @Nested
    class InTasks extends AdaptiveExecutorContract {
        @Override
        TrialExecutor executor() {
            return inTasks();
        }
    }

    @Nested
    class OnPipelines extends AdaptiveExecutorContract {
        @Override
        TrialExecutor executor() {
            return new Pipelines(context, new EvenAndOddDepths());
        }
    }

    @Nested
    class InTheClusterLane extends AdaptiveExecutorContract {
        @Override
        TrialExecutor executor() {
            return inTheClusterLane();
        }
    }

    private SparkTrialExecutor inTasks() {
        return new SparkTrialExecutor(context, EVALUATION, Learner::named, FoldModels.FORGOTTEN);
    }

    private ClusterTrialExecutor inTheClusterLane() {
        return new ClusterTrialExecutor(
                context,
                List.of(new FoldFrames(0, frame(EVALUATION.trainRows(0)), frame(EVALUATION.testRows(0)))),
                EstimatorFactory::create,
                (model, fold) -> Map.of(
                        AdaptiveExecutorContract.METRIC,
                        new MulticlassClassificationEvaluator()
                                .setMetricName(AdaptiveExecutorContract.METRIC)
                                .evaluate(model.transform(fold.validation()))),
                new ClusterTrialExecutor.Threads(THREADS, FITS),
                FoldModels.FORGOTTEN,
                "the test asks for it");
    }

    private static Dataset<Row> frame(RowView rows) {
        List<Row> values = IntStream.range(0, rows.size())
                .mapToObj(row -> RowFactory.create(rows.label(row), Vectors.dense(rows.label(row), row % 7)))
                .toList();
        StructType schema =
                new StructType().add("label", DataTypes.DoubleType).add("features", SQLDataTypes.VectorType());
        return UserSession.session().createDataFrame(values, schema);
    }

    private static CrossValidation firstFold(CrossValidation evaluation) {
        return new CrossValidation(
                evaluation.data(0),
                new FoldAssignment(List.of(evaluation.folds().folds().get(0))),
                evaluation.scoring());
    }

    /** Two groups of trials, each with tables of its own. */
    private final class EvenAndOddDepths implements FoldTables {
        @Override
        public Object key(TrialConfig trial) {
            String depth =
                    Objects.requireNonNull(trial.params().get("maxDepth")).toString();
            return Integer.parseInt(depth) % 2;
        }

        @Override
        public int mostGroups() {
            return 2;
        }

        @Override
        public TrialExecutor prepare(TrialConfig trial, ExecutorService threads) {
            return inTasks();
        }
    }

    private record Pipelines(SparkContext context, FoldTables tables) implements TrialExecutor {
        @Override
        public int slots() {
            return context.defaultParallelism();
        }

        @Override
        public int parts() {
            return 1;
        }

        @Override
        public TrialRun start(Runnable wakeUp) {
            return new PipelineRun(context, tables, new PipelineRun.Threads(2, 1), wakeUp);
        }

        @Override
        public void close() {}
    }
}
