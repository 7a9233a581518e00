package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ExecutorProcesses;
import dev.hone.driver.SharedSession;
import dev.hone.worker.kryo.HoneKryoRegistrator;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two executor processes, and trials that take down whichever runs them, one of them with exit code 0. */
class ExecutorLossIT {

    @Test
    @Timeout(180)
    void trialsThatEndTheirExecutorCostOnlyThemselves() throws InterruptedException {
        List<TrialOutcome> outcomes = new ArrayList<>();
        SharedSession.stop();
        SparkContext context = new SparkContext(configuration());
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, Depths.evaluation())) {
            Depths depths = new Depths(FatalTree.class.getName(), 12);
            Runs.all(executor, depths.all(), outcomes::add);
        } finally {
            context.stop();
        }

        assertThat(outcomes).hasSize(12);
        assertThat(outcomes)
                .filteredOn(Failed.class::isInstance)
                .allSatisfy(outcome -> {
                    assertThat(((Failed) outcome).category()).isEqualTo(FailureCategory.EXECUTOR_LOST);
                    assertThat(((Failed) outcome).message()).isEqualTo("the executor was lost while it ran this trial");
                })
                .extracting(outcome -> outcome.config().number())
                .containsExactlyInAnyOrder((long) FatalTree.FATAL_DEPTH, (long) FatalTree.EXITING_DEPTH);
        assertThat(outcomes).filteredOn(Scored.class::isInstance).hasSize(10);
    }

    private static SparkConf configuration() {
        return ExecutorProcesses.configuration(new SparkConf(), 2)
                .setAppName("hone-executor-loss")
                .set("spark.serializer", KryoSerializer.class.getName())
                .set("spark.kryo.registrator", HoneKryoRegistrator.class.getName())
                .set("spark.kryo.registrationRequired", "true");
    }
}
