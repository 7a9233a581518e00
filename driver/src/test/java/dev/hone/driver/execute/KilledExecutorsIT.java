package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.ExecutorProcesses;
import dev.hone.driver.StandaloneProcesses;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.study.StoppingRule;
import dev.hone.driver.study.Study;
import dev.hone.driver.study.StudyEnd;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Executors that somebody kills again and again, and a Worker that is killed for good: trials are not to blame. */
class KilledExecutorsIT {
    private static final int WORKERS = 3;
    private static final int PACE_MILLIS = 300;
    private static final Duration BETWEEN_KILLS = Duration.ofSeconds(3);

    @TempDir
    private static Path folder;

    private static StandaloneProcesses cluster;
    private static SparkSession session;

    @TempDir
    private Path output;

    @BeforeAll
    static void start() {
        cluster = StandaloneProcesses.start(folder, WORKERS, 2);
        session = ExecutorProcesses.start(cluster.configuration(new SparkConf()
                .setAppName("hone-killed-executors")
                .set("spark.executor.extraJavaOptions", PacedTree.option(PACE_MILLIS))));
    }

    @AfterAll
    static void stop() {
        ExecutorProcesses.stop(session);
        cluster.close();
    }

    @Test
    @Tag("cluster")
    @Timeout(180)
    void killedExecutorsCostNoTrial() {
        assertUndisturbed(60, new Killer(System.nanoTime(), 3));
    }

    @Test
    @Tag("endurance")
    @Timeout(1200)
    void threeHundredTrialsOutliveTheirExecutorsAndAWorker() {
        assertUndisturbed(300, new Killer(System.nanoTime(), Integer.MAX_VALUE));
    }

    private void assertUndisturbed(int number, Killer killer) {
        Trees trees = new Trees(number);
        try (OutputFolder journal = OutputFolder.at(output.toString(), new Configuration());
                Killer running = killer) {
            Study study = AdaptiveExecutorContract.study(
                    journal,
                    trees,
                    StoppingRule.never(),
                    List.of(AdaptiveExecutorContract.whenEnded(outcome -> running.trialEnded())));
            running.start();

            assertThat(run(study)).as(running.toString()).isEqualTo(StudyEnd.COMPLETED);

            assertThat(study.leaderboard().failures()).as(running.toString()).isEmpty();
            assertThat(rows(study.leaderboard())).as(running.toString()).isEqualTo(rows(undisturbed(trees)));
            List<Long> ended = new ArrayList<>();
            StudyJournal.read(journal)
                    .replay(outcome -> ended.add(outcome.config().number()));
            assertThat(ended)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, number).boxed().toList());
        }
        assertThat(killer.kills()).isGreaterThan(Killer.KILLS_BEFORE_WORKER);
    }

    private static StudyEnd run(Study study) {
        try (SparkTrialExecutor executor = new SparkTrialExecutor(session.sparkContext(), Depths.evaluation())) {
            return study.run(executor);
        }
    }

    private Leaderboard undisturbed(NumberedSampler trees) {
        CrossValidation evaluation = Depths.evaluation();
        try (OutputFolder other = OutputFolder.at(output.resolve("other").toString(), new Configuration());
                TrialExecutor executor = new InProcessTrialExecutor(
                        2,
                        trial -> evaluation
                                .run(List.of(Learner.named(trial)), List.of(0, 1))
                                .get(0))) {
            Study study = AdaptiveExecutorContract.study(other, trees, StoppingRule.never(), List.of());
            study.run(executor);
            return study.leaderboard();
        }
    }

    /** All but the times. */
    private static List<String> rows(Leaderboard leaderboard) {
        List<String> rows = new ArrayList<>();
        leaderboard.forEachScored(row ->
                rows.add(row.rank() + " " + row.number() + " " + row.choice() + " " + row.means() + " " + row.stds()));
        return rows;
    }

    private record Trees(long trials) implements NumberedSampler {
        private static final int DEPTHS = 5;

        @Override
        public TrialConfig trial(long number) {
            return new TrialConfig(
                    number,
                    PacedTree.class.getName(),
                    Map.of(
                            "maxDepth",
                            new Whole(1 + number % DEPTHS),
                            "minInstancesPerNode",
                            new Whole(1 + number / DEPTHS)),
                    Seeds.ofTrial(1, number));
        }
    }

    /**
     * Kills an executor every three seconds, and a Worker after some; where a machine is too slow to begin a trial meanwhile, later.
     */
    private static final class Killer implements AutoCloseable {
        private static final int KILLS_BEFORE_WORKER = 2;

        private final long seed;
        private final int most;
        private final Random random;
        private final AtomicInteger kills = new AtomicInteger();
        private final AtomicInteger endedSinceKill = new AtomicInteger();
        private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

        Killer(long seed, int most) {
            this.seed = seed;
            this.most = most;
            random = new Random(seed);
        }

        void start() {
            timer.scheduleAtFixedRate(
                    this::kill, BETWEEN_KILLS.toMillis(), BETWEEN_KILLS.toMillis(), TimeUnit.MILLISECONDS);
        }

        void trialEnded() {
            endedSinceKill.incrementAndGet();
        }

        private void kill() {
            if (kills.get() == most || endedSinceKill.getAndSet(0) == 0) {
                return;
            }
            List<ProcessHandle> executors = ExecutorProcesses.running();
            if (!executors.isEmpty()
                    && executors.get(random.nextInt(executors.size())).destroyForcibly()) {
                kills.incrementAndGet();
            }
            if (kills.get() == KILLS_BEFORE_WORKER) {
                cluster.killWorker(WORKERS - 1);
            }
        }

        int kills() {
            return kills.get();
        }

        @Override
        public void close() {
            timer.shutdownNow();
        }

        @Override
        public String toString() {
            return kills + " executors killed (seed " + seed + ")";
        }
    }
}
