package dev.hone.driver.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hone.driver.LocalSpark;
import dev.hone.driver.sampler.GridSampler;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.space.Choice;
import dev.hone.driver.space.Condition;
import dev.hone.driver.space.Dimension;
import dev.hone.driver.space.LearnerSpace;
import dev.hone.driver.space.SearchSpace;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.fold.StratifiedKFold;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.ParameterValue.Real;
import dev.hone.worker.trial.ParameterValue.Sequence;
import dev.hone.worker.trial.ParameterValue.Whole;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.apache.spark.SparkContext;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SparkTrialExecutorTest {
    private static final CrossValidation EVALUATION = Depths.evaluation();

    private static final int MORE_THAN_A_JOB = 5000;

    /** More than are grown in a fifth of a second. */
    private static final int SOME_TREES = 30_000;

    /** More than are grown within a test. */
    private static final int MANY_TREES = 1_000_000;

    private final SparkContext context = LocalSpark.session().sparkContext();
    private final List<TrialOutcome> outcomes = new ArrayList<>();

    @BeforeEach
    void clearStage() {
        Stage.clear();
    }

    @AfterEach
    void openGates() {
        Stage.GATES.values().forEach(CountDownLatch::countDown);
    }

    @Test
    void scoresAreThoseOfTheInProcessExecutor() throws InterruptedException {
        Depths depths = new Depths("DecisionTreeClassifier", 8);
        List<TrialOutcome> inProcess = new ArrayList<>();
        try (TrialExecutor executor = new InProcessTrialExecutor(2, EVALUATION::evaluate)) {
            Runs.all(executor, depths.all(), inProcess::add);
        }

        run(depths, outcomes::add, () -> true);

        assertThat(scores(outcomes)).hasSize(8).isEqualTo(scores(inProcess));
    }

    @Test
    void trialsThatAreSplitAmongSlotsOnTheLastFoldHaveTheScoresOfTheInProcessExecutor() throws InterruptedException {
        CrossValidation threeFolds = Depths.evaluation(StratifiedKFold.inOrder(3));
        NumberedSampler grid = new GridSampler(
                new SearchSpace(List.of(new LearnerSpace(
                        "RandomForestClassifier",
                        List.of(wholes("minInstancesPerNode", 1, 5, 20), wholes("numTrees", 2, 4))))),
                1);
        List<TrialConfig> trials = LongStream.range(0, 6).mapToObj(grid::trial).toList();
        List<TrialOutcome> inProcess = new ArrayList<>();
        try (TrialExecutor executor = new InProcessTrialExecutor(2, threeFolds::evaluate)) {
            Runs.all(executor, trials, inProcess::add);
        }

        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, threeFolds)) {
            Runs.all(executor, trials, outcomes::add);
        }

        assertThat(scores(outcomes)).hasSize(6).isEqualTo(scores(inProcess));
    }

    @Test
    void anOutcomeArrivesWhenItsTaskEndsAndNotWhenTheJobEnds() throws InterruptedException {
        CountDownLatch shortest = gate(0);

        run(
                new Depths(GatedTree.class.getName(), 2),
                outcome -> {
                    outcomes.add(outcome);
                    shortest.countDown();
                },
                () -> true);

        assertThat(outcomes).extracting(outcome -> outcome.config().number()).containsExactly(1L, 0L);
    }

    @Test
    void runningTrialsAreCancelledWhenTheObserverWantsNoMore() throws InterruptedException {
        gate(0);

        // A task a fold of a trial: none depends on how long another takes.
        run(
                new Depths(GatedTree.class.getName(), 2),
                outcomes::add,
                () -> outcomes.isEmpty() || Stage.STARTED.get() < 4);

        assertThat(outcomes).extracting(outcome -> outcome.config().number()).containsExactly(1L);
        Awaitility.await("no task is left")
                .atMost(Duration.ofSeconds(20))
                .until(() -> context.statusTracker().getActiveStageIds().length == 0);
        assertThat(Stage.STARTED).as("two folds a trial").hasValue(4);
    }

    @Test
    void aTrialThatIsCancelledFreesItsSlotAndIsToldOfNoMore() throws InterruptedException {
        gate(0);
        List<TrialEvent> events = new ArrayList<>();
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, EVALUATION)) {
            Depths depths = new Depths(GatedTree.class.getName(), 4);
            FollowedRun run = FollowedRun.of(executor, depths.all());
            run.until(hasBegun(0), events);

            run.cancel(depths.trial(0));
            run.untilEnded(3, events);

            assertThat(ended(events)).containsExactlyInAnyOrder(1L, 2L, 3L);
            Awaitility.await("the slot is free")
                    .atMost(Duration.ofSeconds(2))
                    .until(() -> context.statusTracker().getActiveStageIds().length == 0);
            assertThat(run.stop()).isEmpty();
        }
    }

    @Test
    void aTrialThatIsCancelledWhileItWaitsNeverBegins() throws InterruptedException {
        List<TrialEvent> events = new ArrayList<>();
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, EVALUATION)) {
            Depths depths = new Depths(GatedTree.class.getName(), 8);
            FollowedRun run = FollowedRun.of(executor, depths.all());

            run.cancel(depths.trial(5));
            run.untilEnded(7, events);
            run.stop();
        }

        assertThat(ended(events)).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 6L, 7L);
        assertThat(Stage.STARTED).as("two folds a trial").hasValue(14);
    }

    @Test
    void whileItIsDrainedTrialsThatRunEndAndThoseThatWaitNeverBegin() throws InterruptedException {
        List<CountDownLatch> gates = List.of(gate(0), gate(1));
        List<TrialConfig> trials = new Depths(GatedTree.class.getName(), 8).all();
        List<TrialEvent> events = new ArrayList<>();
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, EVALUATION)) {
            FollowedRun run = FollowedRun.of(executor, trials.subList(0, 2));
            run.until(TrialEvent.Began.class::isInstance, events);
            assertThat(run.run().drain()).isTrue();

            run.run().submit(trials.subList(2, 8));
            gates.forEach(CountDownLatch::countDown);
            while (run.run().drain()) {
                events.addAll(run.run().poll());
            }

            assertThat(ended(events)).containsExactlyInAnyOrder(0L, 1L);
            assertThat(run.stop()).isEmpty();
        }
    }

    @Test
    void unitsBehindOneThatTakesLongGoToOtherTasks() throws InterruptedException {
        CountDownLatch longest = gate(15);
        List<TrialEvent> events = new ArrayList<>();
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, EVALUATION)) {
            FollowedRun run = FollowedRun.of(executor, new Depths(GatedTree.class.getName(), 16).all());

            run.untilEnded(15, events);
            assertThat(ended(events)).doesNotContain(15L);
            longest.countDown();
            run.untilEnded(16, events);
            run.stop();
        }

        assertThat(Stage.STARTED).as("two folds a trial").hasValue(32);
    }

    @Test
    void aTrialThatIsCancelledTakesNoOtherOfItsTrainingDown() throws InterruptedException {
        List<TrialEvent> events = new ArrayList<>();
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, EVALUATION)) {
            FollowedRun run = FollowedRun.of(executor, List.of(forest(0, 2), forest(1, SOME_TREES)));
            run.until(hasBegun(1), events);

            run.cancel(forest(1, SOME_TREES));
            run.untilEnded(1, events);

            assertThat(ended(events)).containsExactly(0L);
            run.stop();
        }
    }

    @Test
    void trialsThatShareATrainingAreTrainedAloneOnceTheyAreSeparated() throws InterruptedException {
        List<TrialEvent> events = new ArrayList<>();
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, EVALUATION)) {
            FollowedRun run = FollowedRun.of(executor, List.of(forest(0, 2), forest(1, MANY_TREES)));
            run.until(hasBegun(1), events);

            assertThat(run.separate(forest(1, MANY_TREES)))
                    .extracting(TrialConfig::number)
                    .containsExactlyInAnyOrder(0L, 1L);
            run.until(hasBegun(1), events);
            assertThat(run.separate(forest(1, MANY_TREES))).as("it is alone").isEmpty();
            run.cancel(forest(1, MANY_TREES));
            run.untilEnded(1, events);

            assertThat(ended(events)).containsExactly(0L);
            run.stop();
        }
    }

    private static TrialConfig forest(long number, int trees) {
        return new TrialConfig(number, "RandomForestClassifier", Map.of("numTrees", new Whole(trees)), 7);
    }

    private static Predicate<TrialEvent> hasBegun(long trial) {
        return event -> event instanceof TrialEvent.Began && event.config().number() == trial;
    }

    private static List<Long> ended(List<TrialEvent> events) {
        return events.stream()
                .filter(TrialEvent.Ended.class::isInstance)
                .map(event -> event.config().number())
                .toList();
    }

    @Test
    void trialsForWhichATaskHadNoTimeRunInAnother() throws InterruptedException {
        CountDownLatch seventh = gate(7);
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(seventh::countDown);

        run(new Depths(GatedTree.class.getName(), 8), outcomes::add, () -> true);

        assertThat(outcomes)
                .extracting(outcome -> outcome.config().number())
                .containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L);
    }

    @Test
    void moreTrialsThanFitIntoOneJobAllRun() throws InterruptedException {
        run(new Depths("NoSuchLearner", MORE_THAN_A_JOB), outcomes::add, () -> true);

        assertThat(outcomes.stream()
                        .mapToLong(outcome -> outcome.config().number())
                        .distinct())
                .hasSize(MORE_THAN_A_JOB);
    }

    @Test
    void theBestTrialIsTrainedOnAllRowsInATask() {
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, EVALUATION)) {
            Object model = executor.fitOnAllRows(new Depths("DecisionTreeClassifier", 4).trial(3))
                    .trained()
                    .model();

            assertThat(model)
                    .isInstanceOfSatisfying(
                            DecisionTreeClassificationModel.class,
                            tree -> assertThat(tree.depth()).isEqualTo(3));
        }
    }

    @Test
    void severalTasksTrainAForestOnAllRows() {
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, EVALUATION)) {
            assertThat(executor.fitOnAllRows(new Depths("RandomForestClassifier", 4).trial(3))
                            .trained()
                            .model())
                    .isInstanceOfSatisfying(RandomForestClassificationModel.class, forest -> {
                        assertThat(forest.trees()).hasSize(20);
                        assertThat(forest.trees())
                                .extracting(DecisionTreeClassificationModel::depth)
                                .contains(3);
                    });
        }
    }

    @Test
    void aForestThatCannotBeTrainedSaysWhy() {
        Sequence thresholds = new Sequence(List.of(new Real(0.2), new Real(0.3), new Real(0.5)));
        TrialConfig config = new TrialConfig(0, "RandomForestClassifier", Map.of("thresholds", thresholds), 0);
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, EVALUATION)) {
            assertThatThrownBy(() -> executor.fitOnAllRows(config))
                    .isInstanceOf(TrialExecutionException.class)
                    .hasMessageStartingWith("The best trial could not be trained on all rows: ")
                    .hasMessageContaining("thresholds");
        }
    }

    @Test
    void aRefitThatFailsSaysWhichTrainingItWas() {
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, EVALUATION)) {
            assertThatThrownBy(() -> executor.fitOnAllRows(new Depths("NoSuchLearner", 1).trial(0)))
                    .isInstanceOf(TrialExecutionException.class)
                    .hasMessageStartingWith(
                            "The best trial could not be trained on all rows: Learner 'NoSuchLearner' is not known");
        }
    }

    private void run(Depths depths, Consumer<TrialOutcome> ended, BooleanSupplier shouldContinue)
            throws InterruptedException {
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, EVALUATION)) {
            assertThat(executor.slots()).isEqualTo(2);
            Runs.some(executor, depths.all(), ended, shouldContinue);
        }
    }

    private static CountDownLatch gate(int depth) {
        return Stage.GATES.computeIfAbsent(depth, unknown -> new CountDownLatch(1));
    }

    private static Dimension wholes(String name, long... values) {
        return new Choice(
                name,
                Condition.always(),
                LongStream.of(values).<ParameterValue>mapToObj(Whole::new).toList());
    }

    private static List<String> scores(List<TrialOutcome> outcomes) {
        return outcomes.stream()
                .map(outcome -> outcome.config().number() + ": " + ((Scored) outcome).mean("accuracy"))
                .sorted()
                .toList();
    }
}
