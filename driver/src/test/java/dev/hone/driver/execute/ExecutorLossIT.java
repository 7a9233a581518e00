package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hone.driver.ExecutorProcesses;
import dev.hone.driver.output.OutputFolder;
import dev.hone.driver.study.NearBestSampler;
import dev.hone.driver.study.StoppingRule;
import dev.hone.driver.study.Study;
import dev.hone.driver.study.StudyEnd;
import dev.hone.tuning.HyperparameterTuner;
import dev.hone.tuning.HyperparameterTunerModel;
import dev.hone.tuning.NamedParamSpace;
import dev.hone.tuning.ObjectiveResult;
import dev.hone.tuning.ObjectiveTuner;
import dev.hone.tuning.TuningTables;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.fold.HoldOut;
import dev.hone.worker.kryo.HoneKryoRegistrator;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.evaluation.MulticlassClassificationEvaluator;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two executor processes, and trials that take down whichever runs them, one of them with exit code 0. */
class ExecutorLossIT {
    @TempDir
    private Path temporary;

    private static SparkSession session;
    private static SparkContext context;

    @BeforeAll
    static void start() {
        session = ExecutorProcesses.start(configuration());
        context = session.sparkContext();
    }

    @AfterAll
    static void stop() {
        ExecutorProcesses.stop(session);
    }

    @Test
    @Timeout(180)
    void trialsThatEndTheirExecutorCostOnlyThemselves() throws InterruptedException {
        List<TrialOutcome> outcomes = new ArrayList<>();
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, Depths.evaluation())) {
            Depths depths = new Depths(FatalTree.class.getName(), 12);
            Runs.all(executor, depths.all(), outcomes::add);
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

    @Test
    @Tag("cluster")
    @Timeout(400)
    void trialsOfATunerThatEndTheirExecutorCostOnlyThemselves() {
        FatalTree tree = new FatalTree("tree");
        ParamMap[] maps = IntStream.rangeClosed(1, 12)
                .mapToObj(depth -> new ParamMap().put(tree.maxDepth().w(depth)))
                .toArray(ParamMap[]::new);
        VectorAssembler assembler = new VectorAssembler()
                .setInputCols(new String[] {"age", "noise", "price"})
                .setOutputCol("features");

        HyperparameterTunerModel found = new HyperparameterTuner()
                .setEstimator(new Pipeline().setStages(new PipelineStage[] {assembler, tree}))
                .setEstimatorParamMaps(maps)
                .setEvaluator(new MulticlassClassificationEvaluator())
                .setLane("executor")
                .fit(TuningTables.raw());

        assertThat(found.leaderboard().collectAsList())
                .filteredOn(row -> !row.<String>getAs("message").isEmpty())
                .allSatisfy(row -> assertThat(row.<String>getAs("message"))
                        .isEqualTo("the executor was lost while it ran this trial"))
                .extracting(row -> row.<Long>getAs("param_FatalTree.maxDepth"))
                .containsExactlyInAnyOrder((long) FatalTree.FATAL_DEPTH, (long) FatalTree.EXITING_DEPTH);
        assertThat(found.avgMetrics()).hasSize(12);
    }

    @Test
    @Timeout(180)
    void aSamplerThatLooksAtTheHistoryContinuesInTheMiddleAndNoSlotWaits() {
        awaitBothExecutors();
        NearBestSampler sampler = new NearBestSampler(SleepyTree.class.getName(), AdaptiveExecutorContract.METRIC, 7);
        try (OutputFolder folder = OutputFolder.at(temporary.toString(), new Configuration())) {
            List<Study> running = new ArrayList<>();
            Study first = AdaptiveExecutorContract.study(
                    folder,
                    sampler,
                    StoppingRule.never(),
                    List.of(AdaptiveExecutorContract.whenEnded(
                            outcome -> running.get(0).interrupt())));
            running.add(first);
            assertThat(run(first)).isEqualTo(StudyEnd.INTERRUPTED);
            List<TrialConfig> proposed =
                    LongStream.range(0, 3).mapToObj(first::trial).toList();
            List<Long> ended = new ArrayList<>();

            Study second = AdaptiveExecutorContract.study(
                    folder,
                    sampler,
                    StoppingRule.never(),
                    List.of(AdaptiveExecutorContract.whenEnded(
                            outcome -> ended.add(outcome.config().number()))));
            assertThat(run(second)).isEqualTo(StudyEnd.COMPLETED);

            assertThat(LongStream.range(0, 3).mapToObj(second::trial)).containsExactlyElementsOf(proposed);
            assertThat(ended)
                    .as("no other trial waited for the one that sleeps")
                    .endsWith(0L);
            assertThat(second.leaderboard().succeeded()).isEqualTo(7);
        }
    }

    @Test
    @Timeout(180)
    void aTrialThatRunsTooLongInAnExecutorIsCancelled() {
        NearBestSampler sampler = new NearBestSampler(SleepyTree.class.getName(), AdaptiveExecutorContract.METRIC, 5);
        List<TrialOutcome> outcomes = new ArrayList<>();
        try (OutputFolder folder = OutputFolder.at(temporary.toString(), new Configuration())) {
            Study study = AdaptiveExecutorContract.study(
                    folder,
                    sampler,
                    StoppingRule.never().withTrialTimeout(Duration.ofSeconds(8)),
                    List.of(AdaptiveExecutorContract.whenEnded(outcomes::add)));
            assertThat(run(study)).isEqualTo(StudyEnd.COMPLETED);
        }

        assertThat(outcomes)
                .hasSize(5)
                .filteredOn(Failed.class::isInstance)
                .singleElement()
                .satisfies(failed -> {
                    assertThat(failed.config().number()).isZero();
                    assertThat(((Failed) failed).category()).isEqualTo(FailureCategory.TIMED_OUT);
                    assertThat(((Failed) failed).message())
                            .startsWith("timed out after ")
                            .endsWith("(trial timeout: 8s)");
                });
    }

    @Test
    @Timeout(180)
    void anObjectiveThatEndsItsExecutorCostsItsTrialOnly() {
        ObjectiveResult found = new ObjectiveTuner()
                .setObjective(trial -> {
                    if (trial.getInt("n") == 5) {
                        Runtime.getRuntime().halt(52);
                    }
                    return trial.getInt("n");
                })
                .setSearchSpace(NamedParamSpace.builder().integer("n", 1, 12).build())
                .setSampler("grid")
                .optimize(session);

        assertThat(found.trials()).hasSize(12);
        assertThat(found.trials())
                .filteredOn(trial -> trial.failure().isPresent())
                .singleElement()
                .satisfies(trial -> {
                    assertThat(trial.trial().getInt("n")).isEqualTo(5);
                    assertThat(trial.failure())
                            .hasValue("EXECUTOR_LOST: the executor was lost while it ran this trial");
                });
    }

    /** Those that other tests have ended are replaced within seconds. */
    private static void awaitBothExecutors() {
        await().atMost(Duration.ofMinutes(1)).until(() -> Slots.of(context).count() == 2);
    }

    /** On one fold, so that a trial takes one slot. */
    private static StudyEnd run(Study study) {
        CrossValidation evaluation = Depths.evaluation(HoldOut.shuffled(0.5, 1));
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, evaluation)) {
            return study.run(executor);
        }
    }

    private static SparkConf configuration() {
        return ExecutorProcesses.configuration(new SparkConf(), 2)
                .setAppName("hone-executor-loss")
                .set("spark.serializer", KryoSerializer.class.getName())
                .set("spark.kryo.registrator", HoneKryoRegistrator.class.getName())
                .set("spark.kryo.registrationRequired", "true");
    }
}
