package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ExecutorProcesses;
import dev.hone.driver.execute.fault.RepeatedJobs;
import dev.hone.driver.execute.fault.SparkModels;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executors die while the best trial is trained on all rows, or its model saved. Each job of Spark's has one attempt, to save time. */
@Tag("endurance")
class RefitLossIT {
    @TempDir
    private static Path deaths;

    private static SparkSession session;

    @BeforeAll
    static void start() {
        session = ExecutorProcesses.start(ExecutorProcesses.configuration(new SparkConf(), 1)
                .setAppName("hone-refit-loss")
                .set("spark.task.maxFailures", "1")
                .set(DyingTree.FOLDER, deaths.toString()));
    }

    @AfterAll
    static void stop() {
        ExecutorProcesses.stop(session);
    }

    @Test
    @Timeout(180)
    void theTrainingIsRepeatedInAnotherExecutor() {
        assertThat(depthOf(2)).isEqualTo(2);

        assertThat(DyingTree.deaths(deaths.resolve("2"))).isEqualTo(2);
    }

    @Test
    @Timeout(180)
    void theDriverTrainsAfterABoundedNumberOfTries() {
        int mortal = RepeatedJobs.MOST_TRIES + 1;

        assertThat(depthOf(mortal)).isPositive();

        assertThat(DyingTree.deaths(deaths.resolve(Integer.toString(mortal)))).isEqualTo(RepeatedJobs.MOST_TRIES);
    }

    @Test
    @Timeout(180)
    void theModelIsSavedAgain(@TempDir Path folder) throws IOException {
        DecisionTreeClassificationModel model = trained(0);
        String saved = folder.resolve("model").toString();

        SparkModels.save(new DyingModel(model, 2), saved);

        assertThat(DyingTree.deaths(deaths.resolve("saved"))).isEqualTo(2);
        assertThat(DecisionTreeClassificationModel.load(saved).toDebugString()).isEqualTo(model.toDebugString());
    }

    private static int depthOf(int depth) {
        return trained(depth).depth();
    }

    private static DecisionTreeClassificationModel trained(int depth) {
        try (SparkTrialExecutor executor = new SparkTrialExecutor(session.sparkContext(), Depths.evaluation())) {
            return (DecisionTreeClassificationModel)
                    executor.fitOnAllRows(new Depths(DyingTree.class.getName(), depth + 1).trial(depth))
                            .trained()
                            .model();
        }
    }
}
