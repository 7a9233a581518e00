package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ExecutorProcesses;
import dev.hone.tuning.NamedParamSpace;
import dev.hone.tuning.ObjectiveResult;
import dev.hone.tuning.ObjectiveTuner;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.apache.spark.sql.SparkSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bad trials on two executors of local-cluster. */
@Tag("cluster")
class BadTrialsIT extends BadTrialsContract {
    /** More than both executors have slots. */
    private static final int SPINNING = 2 * SLOTS + 1;

    private static SparkSession session;

    @BeforeAll
    static void start() {
        session = ExecutorProcesses.start(ExecutorProcesses.configuration(new SparkConf(), SLOTS)
                .setAppName("hone-bad-trials")
                .set("spark.executor.cores", Integer.toString(SLOTS)));
        requireExecutors(session);
    }

    @AfterAll
    static void stop() {
        ExecutorProcesses.stop(session);
    }

    @Test
    @Tag("endurance")
    @Timeout(180)
    void anExecutorWithMoreThreadsThanCoresThatCannotBeStoppedIsReplaced() {
        AtomicInteger ended = new AtomicInteger();
        SparkListener listener = new SparkListener() {
            @Override
            public void onExecutorRemoved(SparkListenerExecutorRemoved removed) {
                ended.incrementAndGet();
            }
        };
        session.sparkContext().addSparkListener(listener);

        ObjectiveResult found = new ObjectiveTuner()
                .setObjective(trial -> {
                    Misdeed.commit(trial.getInt("n") < SPINNING ? Misdeed.SPINS.number() : 0);
                    return trial.getInt("n");
                })
                .setSearchSpace(NamedParamSpace.builder()
                        .integer("n", 0, SPINNING + GOOD - 1)
                        .build())
                .setSampler("grid")
                .setTrialTimeout(TIMEOUT)
                .optimize(session);

        Awaitility.await("one of two executors had three such threads on its two cores")
                .atMost(Duration.ofSeconds(60))
                .until(() -> ended.get() > 0);
        session.sparkContext().removeSparkListener(listener);
        assertThat(categories(found.trials()))
                .hasSize(SPINNING)
                .allSatisfy((trial, category) -> assertThat(category).isEqualTo("TIMED_OUT"));
        assertThat(found.trials())
                .filteredOn(trial -> trial.score().isPresent())
                .hasSize(GOOD);
    }
}
