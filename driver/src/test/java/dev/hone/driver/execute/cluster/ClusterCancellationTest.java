package dev.hone.driver.execute.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.Trials;
import dev.hone.driver.execute.FoldModels;
import dev.hone.driver.execute.FollowedRun;
import dev.hone.driver.execute.TrialEvent;
import dev.hone.driver.execute.TrialRun;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.classification.LogisticRegression;
import org.apache.spark.ml.classification.LogisticRegressionModel;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fits from threads of the driver that are cancelled, or end in errors. */
@Timeout(60)
class ClusterCancellationTest {
    private static final List<TrialConfig> TRIALS =
            LongStream.range(0, 3).mapToObj(Trials::config).toList();

    private static final AtomicBoolean SPINNING = new AtomicBoolean();

    private final SparkSession session = LocalSpark.session();
    private final List<TrialEvent> events = new ArrayList<>();

    @Test
    void aFitThatMindsNoInterruptFreesItsThreadWithinTwoSeconds() throws InterruptedException {
        SPINNING.set(true);
        Dataset<Row> rows = session.range(3).toDF();
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try (ClusterTrialExecutor executor = new ClusterTrialExecutor(
                session.sparkContext(),
                List.of(new FoldFrames(0, rows, rows)),
                ClusterCancellationTest::learner,
                (model, fold) -> Map.of("f1", 1.0),
                new ClusterTrialExecutor.Threads(threads, 1),
                FoldModels.FORGOTTEN,
                "")) {
            FollowedRun run = FollowedRun.of(executor, TRIALS);
            run.until(TrialEvent.Began.class::isInstance, events);

            long start = System.nanoTime();
            run.cancel(TRIALS.get(0));
            run.until(TrialEvent.Ended.class::isInstance, events);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
            run.untilEnded(2, events);
            assertThat(events)
                    .filteredOn(TrialEvent.Ended.class::isInstance)
                    .extracting(event -> (Failed) ((TrialEvent.Ended) event).outcome())
                    .extracting(Failed::category, Failed::fold)
                    .containsOnly(tuple(FailureCategory.TRAINER_BUG, 0));
            run.stop();
        } finally {
            SPINNING.set(false);
            threads.shutdownNow();
        }
    }

    @Test
    void whatACancelledFitTellsIsNotTakenForTheTrialThatRunsAgain() {
        AtomicInteger fits = new AtomicInteger();
        TrialConfig trial = Trials.config(5);
        Dataset<Row> rows = session.range(3).toDF();
        ExecutorService threads = Executors.newFixedThreadPool(1);
        try (ClusterTrialExecutor executor = new ClusterTrialExecutor(
                session.sparkContext(),
                List.of(new FoldFrames(0, rows, rows), new FoldFrames(1, rows, rows)),
                config -> new LosingExecutors(fits),
                (model, fold) -> Map.of("f1", 1.0),
                new ClusterTrialExecutor.Threads(threads, 1),
                FoldModels.FORGOTTEN,
                "")) {
            TrialRun run = executor.start(() -> {});
            run.submit(List.of(trial));
            // The second fold is being fitted when the first one is told to have failed.
            Awaitility.await().until(() -> fits.get() == 2);
            assertThat(ended(run))
                    .isInstanceOfSatisfying(
                            Failed.class,
                            failed -> assertThat(failed.category()).isEqualTo(FailureCategory.EXECUTOR_LOST));

            run.submit(List.of(trial));

            assertThat(ended(run)).isInstanceOf(Scored.class);
            run.stop();
        } finally {
            threads.shutdownNow();
        }
    }

    private TrialOutcome ended(TrialRun run) {
        events.clear();
        Awaitility.await().until(() -> {
            events.addAll(run.poll());
            return events.stream().anyMatch(TrialEvent.Ended.class::isInstance);
        });
        return events.stream()
                .filter(TrialEvent.Ended.class::isInstance)
                .map(event -> ((TrialEvent.Ended) event).outcome())
                .findFirst()
                .orElseThrow();
    }

    private static Estimator<?> learner(TrialConfig config) {
        return config.number() == 0 ? new Spinning() : new Overflowing();
    }

    private static final class Spinning extends LogisticRegression {
        private static final long serialVersionUID = 1L;

        @Override
        public LogisticRegressionModel fit(Dataset<?> rows) {
            while (SPINNING.get()) {
                Thread.onSpinWait();
            }
            throw new IllegalStateException("The test has ended");
        }
    }

    /** Loses its executor in the first fit, takes forever in the second, and fits then. */
    private static final class LosingExecutors extends LogisticRegression {
        private static final long serialVersionUID = 1L;
        private final transient AtomicInteger fits;

        LosingExecutors(AtomicInteger fits) {
            this.fits = fits;
        }

        @Override
        public LogisticRegressionModel fit(Dataset<?> rows) {
            switch (fits.getAndIncrement()) {
                case 0 -> throw new IllegalStateException("Job aborted: ExecutorLostFailure (executor 1 exited)");
                case 1 -> {
                    try {
                        Thread.sleep(Long.MAX_VALUE);
                    } catch (InterruptedException e) {
                        throw new IllegalStateException("cancelled", e);
                    }
                }
                default -> {}
            }
            return new LogisticRegressionModel(uid(), Vectors.dense(1), 0);
        }
    }

    private static final class Overflowing extends LogisticRegression {
        private static final long serialVersionUID = 1L;

        @Override
        public LogisticRegressionModel fit(Dataset<?> rows) {
            throw new StackOverflowError();
        }
    }
}
