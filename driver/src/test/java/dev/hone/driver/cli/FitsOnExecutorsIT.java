package dev.hone.driver.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.DriverJobs;
import dev.hone.driver.ExecutorProcesses;
import dev.hone.tuning.HyperparameterTuner;
import dev.hone.tuning.TuningTables;
import java.nio.file.Path;
import java.util.concurrent.TimeoutException;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.StringIndexer;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.tuning.ParamGridBuilder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Searches over pipelines on executor processes: the driver fits nothing. */
@Tag("cluster")
@Timeout(300)
class FitsOnExecutorsIT {
    private static final Path PENGUINS = Path.of("../deploy/examples/penguins-species/study.yaml");

    private static SparkSession session;

    @TempDir
    private Path folder;

    @BeforeAll
    static void startExecutors() {
        session = ExecutorProcesses.start(ExecutorProcesses.configuration(StudySession.configuration("fits", true), 1)
                .set("spark.sql.adaptive.enabled", "false"));
    }

    @AfterAll
    static void stopExecutors() {
        ExecutorProcesses.stop(session);
    }

    @Test
    void thePenguinsStudyFitsItsStagesInTasksOnly() throws TimeoutException {
        DriverJobs jobs = DriverJobs.during(session.sparkContext(), () -> {
            CommandLineRun run = CommandLineRun.of("tune", PENGUINS.toString(), "--set", "output.path=" + folder);
            assertThat(run.exitCode()).as(run.err()).isZero();
        });

        assertThat(folder.resolve("model")).isDirectory();
        assertThat(jobs.number()).isPositive();
        assertThat(jobs.ofFits()).isEmpty();
    }

    @Test
    void soDoesATuner() throws TimeoutException {
        StringIndexer indexer = new StringIndexer().setInputCol("colour").setOutputCol("colourIndex");
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"colourIndex", "age", "price"})
                .setOutputCol("features");
        LogisticRegression logistic = new LogisticRegression().setMaxIter(3);
        HyperparameterTuner tuner = new HyperparameterTuner()
                .setEstimator(new Pipeline().setStages(new PipelineStage[] {indexer, assembler, logistic}))
                .setEstimatorParamMaps(new ParamGridBuilder()
                        .addGrid(logistic.regParam(), new double[] {0.01, 0.1})
                        .build())
                .setEvaluator(new MulticlassClassificationEvaluator())
                .setLane("executor");
        Dataset<Row> table = TuningTables.raw();

        DriverJobs jobs = DriverJobs.during(session.sparkContext(), () -> tuner.fit(table));

        assertThat(jobs.ofFits()).isEmpty();
    }
}
