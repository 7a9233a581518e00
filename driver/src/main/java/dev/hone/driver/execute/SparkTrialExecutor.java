package dev.hone.driver.execute;

import dev.hone.driver.task.JavaBytes;
import dev.hone.driver.task.TaskResults;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.evaluate.FoldModel;
import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.evaluate.Refit;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Model;
import org.apache.spark.rdd.RDD;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Trials inside tasks, in the fast and the inline lane: an RDD of work units, each trained and scored inside a task, those
 * trials together that one training serves.
 *
 * <p>Tasks are submitted a few at a time, the next ones before the last have drained, so that a large search costs the driver
 * no memory, no slot waits, and the longest trials do not come last. A task hands back the trials for which it had no time.
 * Outcomes arrive as tasks end, not as jobs end.
 *
 * <p>A trial whose executor dies is set aside and run again alone after all others, so that a trial that kills
 * executors is found out without failing those that merely ran beside it.
 */
public final class SparkTrialExecutor implements TrialExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(SparkTrialExecutor.class);
    private static final int QUEUED_PER_SLOT = 2;
    private static final String REFIT = "The best trial could not be trained on all rows: ";

    private final JavaSparkContext context;
    private final TaskEvaluation evaluation;
    private final Function<TrialConfig, Learner> learners;
    private final FoldModels models;

    /**
     * Trials that consist of a learner alone.
     *
     * @throws InvalidInputException as {@link #SparkTrialExecutor(SparkContext, CrossValidation, Function)}
     */
    public SparkTrialExecutor(SparkContext sparkContext, CrossValidation evaluation) {
        this(sparkContext, evaluation, Learner::named, FoldModels.FORGOTTEN);
        requireNoSpeculation(sparkContext);
    }

    /**
     * Broadcasts the table and its folds to the executors, unless they are this JVM.
     *
     * <p>With {@code spark.speculation} a speculative copy of a trial cannot be told from one that was lost with its executor:
     * a trial that kills executors then ends the search, as it ends any job of Spark's.
     *
     * @param learners the last stage of each trial
     * @param models what becomes of those of the folds
     */
    public SparkTrialExecutor(
            SparkContext sparkContext,
            CrossValidation evaluation,
            Function<TrialConfig, Learner> learners,
            FoldModels models) {
        this.models = models;
        context = JavaSparkContext.fromSparkContext(sparkContext);
        this.evaluation = TaskEvaluation.of(context, evaluation);
        this.learners = learners;
    }

    /**
     * @throws InvalidInputException if {@code spark.speculation} is on
     */
    public static void requireNoSpeculation(SparkContext sparkContext) {
        if (sparkContext.conf().getBoolean("spark.speculation", false)) {
            throw new InvalidInputException("spark.speculation must be false for a search (value: true)");
        }
    }

    @Override
    public int slots() {
        return context.defaultParallelism();
    }

    private int folds() {
        return evaluation.value().folds().folds().size();
    }

    @Override
    public TrialRun start(Runnable wakeUp) {
        return new Run(wakeUp);
    }

    /**
     * Trains a trial's estimator on all rows, in a task like every other training, or in as many as there are slots if it
     * is a forest. The model comes without parent and training summary.
     *
     * @throws TrialExecutionException if training fails
     */
    public TrainedModel fitOnAllRows(TrialConfig config) {
        Learner learner = learners.apply(config);
        Refit refit = new Refit(evaluation.value(), learner);
        int parts = refit.parts(slots());
        List<Object> fitted = fitted(learner, parts);
        if (parts > 1 && fitted.stream().allMatch(byte[].class::isInstance)) {
            return refit.joined(
                    fitted.stream().<Model<?>>map(SparkTrialExecutor::model).toList());
        }
        // Trained as one, it tells why parts of it failed.
        Object whole = parts == 1 ? fitted.get(0) : fitted(learner, 1).get(0);
        if (whole instanceof byte[]) {
            return (TrainedModel) JavaBytes.read((byte[]) whole);
        }
        throw new TrialExecutionException(REFIT + whole, null);
    }

    private List<Object> fitted(Learner learner, int parts) {
        try {
            List<Integer> numbers = IntStream.range(0, parts).boxed().toList();
            return TaskResults.of(
                    objects(context.parallelize(numbers, parts).rdd()), new RefitTask(evaluation, learner, parts));
        } catch (Exception e) {
            // Spark declares no SparkException here.
            throw new TrialExecutionException(REFIT + FailureMessage.of(e), e);
        }
    }

    private static Model<?> model(Object bytes) {
        return (Model<?>) JavaBytes.read((byte[]) bytes);
    }

    @Override
    public void close() {
        evaluation.close();
    }

    /** One search. Its state belongs to the thread that polls it. */
    private final class Run implements TrialRun {
        private final TaskJobs<List<WorkUnit>> jobs;
        private final RuntimeModel times = new RuntimeModel();
        private final TrialQueue queue =
                new TrialQueue(new TrialGroups(evaluation.value().lane()), times, folds(), slots());
        private final PartialOutcomes parts = new PartialOutcomes(folds());

        /** Trials that were lost with an executor that may have died of another one. */
        private final Queue<Learner> suspects = new ArrayDeque<>();

        /** Tasks that were submitted and have not ended. */
        private int outstanding;

        /** Units of these tasks. */
        private int unitsOutstanding;

        /** Whether the outstanding task runs a suspect, whose second loss is its own doing. */
        private boolean isSuspectAlone;

        Run(Runnable wakeUp) {
            jobs = new TaskJobs<>(context.sc(), new TrialTask(evaluation, models), wakeUp);
        }

        @Override
        public void submit(List<TrialConfig> trials) {
            queue.add(trials.stream().map(learners).toList(), unitsOutstanding);
        }

        @Override
        public boolean wantsMore() {
            return queue.size() < QUEUED_PER_SLOT * slots();
        }

        @Override
        public List<TrialEvent> poll() {
            List<TrialEvent> events = endedTasks();
            if (events.isEmpty()) {
                jobs.throwIfFailed();
            }
            if (!isSuspectAlone && outstanding <= slots()) {
                submitTasks(queue.take(QUEUED_PER_SLOT * slots() - outstanding));
            }
            if (outstanding == 0 && queue.size() == 0 && !suspects.isEmpty()) {
                isSuspectAlone = true;
                submitTasks(List.of(WorkUnit.of(List.of(suspects.remove()), folds(), 1)));
            }
            return events;
        }

        @Override
        public List<TrialEvent> stop() {
            jobs.cancel();
            return endedTasks();
        }

        private List<TrialEvent> endedTasks() {
            List<TrialEvent> events = new ArrayList<>();
            Optional<TaskJobs.Returned<List<WorkUnit>>> next = jobs.poll();
            while (next.isPresent()) {
                TrialTask.Result result = TrialTask.result(next.get().result());
                Ended task = new Ended(next.get().input(), result.outcomes());
                report(task, result.models(), events);
                outstanding--;
                unitsOutstanding -= task.bundle().size();
                queue.handBack(task.notBegun());
                report(task, events);
                next = jobs.poll();
            }
            return events;
        }

        private void report(Ended task, List<FoldModel> kept, List<TrialEvent> events) {
            Map<Long, TrialConfig> trials = new HashMap<>();
            task.outcomes().forEach(outcome -> trials.put(outcome.config().number(), outcome.config()));
            kept.forEach(model -> events.add(new TrialEvent.FoldTrained(
                    Objects.requireNonNull(trials.get(model.trial())), model.fold(), model.trained())));
        }

        private void report(Ended task, List<TrialEvent> events) {
            int from = 0;
            for (WorkUnit unit : task.begun()) {
                int to = from + unit.learners().size();
                report(unit, task.outcomes().subList(from, to), events);
                from = to;
            }
            isSuspectAlone = false;
        }

        private void report(WorkUnit unit, List<TrialOutcome> outcomes, List<TrialEvent> events) {
            events.addAll(PartialOutcomes.foldScores(unit, outcomes));
            List<TrialOutcome> whole = parts.add(unit, outcomes);
            if (whole.isEmpty()) {
                return;
            }
            times.learn(
                    whole.stream().map(TrialOutcome::config).toList(),
                    whole.stream().mapToLong(TrialOutcome::nanos).sum());
            for (TrialOutcome outcome : whole) {
                if (LostTrials.isLost(outcome) && !isSuspectAlone) {
                    LOG.info(
                            "Trial {} was lost with its executor and runs again alone",
                            outcome.config().number());
                    suspects.add(learners.apply(outcome.config()));
                } else {
                    events.add(new TrialEvent.Ended(outcome));
                }
            }
        }

        /** One task per bundle. */
        private void submitTasks(List<List<WorkUnit>> bundles) {
            if (bundles.isEmpty()) {
                return;
            }
            outstanding += bundles.size();
            bundles.forEach(bundle -> unitsOutstanding += bundle.size());
            long first = bundles.get(0).get(0).learners().get(0).config().number();
            jobs.submit(bundles, TrialTask::bytes, "Hone trials " + first + " and others");
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static RDD<Object> objects(RDD<?> rows) {
        return (RDD) rows;
    }

    /**
     * A task that has ended.
     *
     * @param bundle its units
     * @param outcomes those of the units that it began, which are the first ones, in their order
     */
    private record Ended(List<WorkUnit> bundle, List<TrialOutcome> outcomes) {
        List<WorkUnit> begun() {
            return bundle.subList(0, unitsBegun());
        }

        List<WorkUnit> notBegun() {
            return bundle.subList(unitsBegun(), bundle.size());
        }

        private int unitsBegun() {
            int units = 0;
            for (int trials = 0; trials < outcomes.size(); units++) {
                trials += bundle.get(units).learners().size();
            }
            return units;
        }
    }
}
