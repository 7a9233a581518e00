package dev.hone.driver.execute;

import dev.hone.driver.execute.fault.Losses;
import dev.hone.driver.execute.fault.LostTrials;
import dev.hone.driver.execute.fault.RepeatedJobs;
import dev.hone.driver.execute.watch.TaskReport;
import dev.hone.driver.execute.watch.TaskReports;
import dev.hone.driver.task.LogContext;
import dev.hone.driver.task.TaskResults;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.evaluate.FittedRows;
import dev.hone.worker.evaluate.FoldModel;
import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.evaluate.Refit;
import dev.hone.worker.evaluate.Refitted;
import dev.hone.worker.evaluate.ThrownCategory;
import dev.hone.worker.stage.StageFailedException;
import dev.hone.worker.stage.StagePrefix;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
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
 * <p>A trial whose executor dies, or that runs out of memory, is set aside and run again alone after all others, so that a trial
 * that kills executors, or takes all memory, is found out without failing those that merely ran beside it. See {@link Losses}
 * for how often.
 */
public final class SparkTrialExecutor implements TrialExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(SparkTrialExecutor.class);
    private static final int QUEUED_PER_SLOT = 2;

    private final JavaSparkContext context;
    private final TaskEvaluation evaluation;
    private final Function<TrialConfig, Learner> learners;
    private final FoldModels models;
    private final Slots slots;
    private final List<TaskReports> reports = new ArrayList<>();

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
     * a trial that kills executors then ends the search, as it ends any job of Spark's. Nor can one be told from a task that
     * was cancelled, which Spark starts again: {@link #requireNoSpeculation} where trials are to be cancelled.
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
        slots = Slots.of(sparkContext);
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
        return slots.count();
    }

    @Override
    public int parts() {
        return folds();
    }

    private int folds() {
        return evaluation.value().folds().folds().size();
    }

    @Override
    public TrialRun start(Runnable wakeUp) {
        TaskReports ofRun = new TaskReports(context.sc(), wakeUp);
        reports.add(ofRun);
        return new Run(ofRun, wakeUp);
    }

    /**
     * Trains a trial's estimator on all rows, in a task like every other training, or in as many as there are slots if it
     * is a forest. The model comes without parent and training summary. Stages before it that run inside tasks are fitted on all
     * rows in the same tasks. Where its executors die again and again, as those of a cluster that takes them back, all of it is
     * fitted in the driver.
     *
     * @throws TrialExecutionException if training fails
     * @throws StageFailedException if a stage cannot be fitted or cannot take a row: Spark tells why
     */
    public Refitted fitOnAllRows(TrialConfig config) {
        Learner learner = learners.apply(config);
        Refit refit = new Refit(evaluation.value(), learner);
        try {
            return fitInTasks(learner, refit);
        } catch (TrialExecutionException e) {
            if (!ThrownCategory.isExecutorLost(e)) {
                throw e;
            }
            return fitInDriver(refit);
        }
    }

    private Refitted fitInTasks(Learner learner, Refit refit) {
        int parts = refit.parts(slots());
        List<RefitTask.Result> results = refitted(learner, parts);
        if (parts > 1 && results.stream().allMatch(RefitTask.Result.Fitted.class::isInstance)) {
            return refit.joined(results.stream().map(RefitTask.Result::trial).toList());
        }
        // Trained as one, it tells why parts of it failed.
        return (parts == 1 ? results : refitted(learner, 1)).get(0).trial();
    }

    /**
     * Fits and applies stages on all rows, in a task.
     *
     * @return empty if a stage failed
     */
    public Optional<FittedRows> fitStages(StagePrefix prefix) {
        return TaskResults.objects(
                        objects(context.parallelize(List.of(0), 1).rdd()), new StagesTask.OfAllRows(evaluation, prefix))
                .get(0)
                .stream()
                .findFirst();
    }

    /** The driver has the table too, and nobody takes executors from it. */
    private static Refitted fitInDriver(Refit refit) {
        LOG.warn("The best trial is trained in the driver, since its executors were lost again and again");
        try {
            return refit.model();
        } catch (StageFailedException e) {
            throw e;
        } catch (Exception | AssertionError | OutOfMemoryError e) {
            throw new TrialExecutionException(RefitTask.FAILURE + FailureMessage.of(e), e);
        }
    }

    /**
     * Fits and applies the stages of trials on all folds, in a task per fold, so that trials find that done.
     *
     * @return bytes of the largest fold as a learner gets it; empty if a stage failed
     */
    public OptionalLong prepare(StagePrefix prefix) {
        List<Integer> positions = IntStream.range(0, folds()).boxed().toList();
        List<Long> bytes = TaskResults.of(
                objects(context.parallelize(positions, folds()).rdd()), new StagesTask.OfFold(evaluation, prefix));
        return bytes.contains(StagesTask.OfFold.FAILED)
                ? OptionalLong.empty()
                : bytes.stream().mapToLong(Long::longValue).max();
    }

    private List<RefitTask.Result> refitted(Learner learner, int parts) {
        try {
            List<Integer> numbers = IntStream.range(0, parts).boxed().toList();
            return RepeatedJobs.of(
                    "The training of the best trial",
                    () -> TaskResults.of(
                                    objects(context.parallelize(numbers, parts).rdd()),
                                    new RefitTask(evaluation, learner, parts))
                            .stream()
                            .map(RefitTask.Result::of)
                            .toList());
        } catch (Exception e) {
            // Spark declares no SparkException here.
            throw new TrialExecutionException(RefitTask.FAILURE + FailureMessage.of(e), e);
        }
    }

    @Override
    public void close() {
        reports.forEach(TaskReports::close);
        evaluation.close();
    }

    /**
     * One search. Its state belongs to the thread that polls it.
     *
     * <pre>
     *   queue (units) --submit--> task: unit, unit, ...  --result--> outcomes
     *     ^                         | after 200 ms: "still in unit k, begins no other"
     *     +--- units behind k ------+------> reports: its trials have begun; the task can be cancelled
     * </pre>
     */
    private final class Run implements TrialRun {
        private final TaskReports reports;
        private final TaskJobs<SubmittedTask> jobs;
        private final RuntimeModel times = new RuntimeModel();
        private final TrialGroups groups = new TrialGroups(evaluation.value().lane());
        private final TrialQueue queue = new TrialQueue(groups, times, folds(), slots::count);
        private final PartialOutcomes parts = new PartialOutcomes(folds());

        /** Trials that may have failed for another one's sake, see {@link LostTrials}. */
        private final Queue<Learner> suspects = new ArrayDeque<>();

        private final Losses losses = Losses.none(context.getConf());

        /** Tasks that have not ended, by number. What one returns that is not among them, as it was given up, counts for nothing. */
        private final Map<Long, SubmittedTask> submitted = new LinkedHashMap<>();

        private final Set<Long> cancelled = new HashSet<>();

        /** Trials that are to share no training, as far as their tasks take long. */
        private final Set<Long> separated = new HashSet<>();

        private long nextTask;

        /** Whether the outstanding task runs a suspect, with nothing beside it. */
        private boolean isSuspectAlone;

        /** Whether no task is submitted any more. */
        private boolean draining;

        Run(TaskReports reports, Runnable wakeUp) {
            this.reports = reports;
            jobs = new TaskJobs<>(context.sc(), new TrialTask(reports.name(), evaluation, models), wakeUp);
        }

        @Override
        public void submit(List<TrialConfig> trials) {
            int running = submitted.values().stream()
                    .mapToInt(one -> one.units().size())
                    .sum();
            queue.add(trials.stream().map(learners).toList(), running);
        }

        @Override
        public boolean wantsMore() {
            return queue.size() < QUEUED_PER_SLOT * slots();
        }

        @Override
        public List<TrialEvent> poll() {
            List<TrialEvent> events = endedTasks();
            if (events.isEmpty()) {
                List<SubmittedTask> lost = jobs.lost();
                events.addAll(endedTasks()); // What they returned before that counts.
                lost.forEach(task -> end(task, TrialTask.lost(task.units()), events));
            }
            takeReports(events);
            takeLost(events);
            if (!draining) {
                begin();
            }
            return events;
        }

        private void begin() {
            int atOnce = slots();
            if (!isSuspectAlone && submitted.size() <= atOnce) {
                submitTasks(queue.take(QUEUED_PER_SLOT * atOnce - submitted.size()));
            }
            if (submitted.isEmpty() && queue.size() == 0 && !suspects.isEmpty()) {
                isSuspectAlone = true;
                submitTasks(List.of(WorkUnit.of(List.of(suspects.remove()), folds(), 1)));
            }
        }

        /** A trial whose task has not told yet that it takes long is cancelled when it does. */
        @Override
        public void cancel(TrialConfig trial) {
            cancelled.add(trial.number());
            queue.remove(trial.number());
            parts.remove(trial.number());
            suspects.removeIf(suspect -> suspect.config().number() == trial.number());
            tasks(running -> running.runs(trial) && running.runsOnly(cancelled)).forEach(this::giveUp);
        }

        @Override
        public List<TrialConfig> separate(TrialConfig trial) {
            List<SubmittedTask> running = tasks(one -> one.runs(trial));
            List<TrialConfig> together = running.stream()
                    .flatMap(one -> wanted(one).stream())
                    .distinct()
                    .toList();
            if (together.size() <= 1) {
                return List.of();
            }
            together.forEach(one -> separated.add(one.number()));
            running.forEach(this::giveUp);
            return together;
        }

        private boolean isToBeSeparated(SubmittedTask running) {
            List<TrialConfig> trials = wanted(running);
            return trials.size() > 1 && trials.stream().anyMatch(trial -> separated.contains(trial.number()));
        }

        private List<SubmittedTask> tasks(Predicate<SubmittedTask> condition) {
            return submitted.values().stream().filter(condition).toList();
        }

        /**
         * Cancels a task, whose result is not waited for. Its units go back, the one that it is in by its trials; those that it
         * has done are done again, which takes less than a task's time.
         */
        private void giveUp(SubmittedTask running) {
            submitted.remove(running.number());
            isSuspectAlone = false;
            queue.handBack(WorkUnit.without(cancelled, running.separated()));
            running.attempt()
                    .ifPresent(attempt -> context.sc().killTaskAttempt(attempt, true, "its trials were cancelled"));
        }

        /** Trials of tasks that take long have begun; what these tasks will not begin goes to others. */
        private void takeReports(List<TrialEvent> events) {
            for (TaskReport report = reports.poll(); report != null; report = reports.poll()) {
                SubmittedTask running = submitted.get(report.task());
                if (running != null) {
                    queue.handBack(WorkUnit.without(cancelled, running.take(report)));
                    if (running.runsOnly(cancelled) || isToBeSeparated(running)) {
                        giveUp(running);
                    } else {
                        Duration ago = Duration.ofNanos(report.nanos());
                        int trainings = running.running()
                                .map(unit -> groups.trainings(unit.learners()))
                                .orElse(1);
                        wanted(running).forEach(trial -> events.add(new TrialEvent.Began(trial, ago, trainings)));
                    }
                }
            }
        }

        /** Trials whose executor died wait, until Spark has another one, to be told of. */
        private void takeLost(List<TrialEvent> events) {
            for (Optional<Long> next = reports.pollLost(); next.isPresent(); next = reports.pollLost()) {
                OptionalLong lost = OptionalLong.of(next.get());
                tasks(task -> task.attempt().equals(lost))
                        .forEach(task -> wanted(task).forEach(trial -> events.add(new TrialEvent.Restarted(trial))));
            }
        }

        /** The trials that a task is known to run, but for those that were cancelled. */
        private List<TrialConfig> wanted(SubmittedTask running) {
            return running.running().stream()
                    .flatMap(unit -> unit.trials().stream())
                    .filter(trial -> !cancelled.contains(trial.number()))
                    .toList();
        }

        @Override
        public boolean drain() {
            draining = true;
            return !submitted.isEmpty();
        }

        @Override
        public List<TrialEvent> stop() {
            jobs.cancel();
            return endedTasks();
        }

        private List<TrialEvent> endedTasks() {
            List<TrialEvent> events = new ArrayList<>();
            Optional<TaskJobs.Returned<SubmittedTask>> next = jobs.poll();
            while (next.isPresent()) {
                end(next.get().input(), TrialTask.result(next.get().result()), events);
                next = jobs.poll();
            }
            return events;
        }

        /** Does nothing with a task that was given up. */
        private void end(SubmittedTask ended, TrialTask.Result result, List<TrialEvent> events) {
            if (submitted.remove(ended.number(), ended)) {
                Ended task = new Ended(ended.units(), result.outcomes());
                report(task, result.models(), events);
                queue.handBack(WorkUnit.without(cancelled, task.notBegun()));
                pause(ended, events);
                report(task, events);
            }
        }

        /** What no other task runs waits until the next one begins it. */
        private void pause(SubmittedTask ended, List<TrialEvent> events) {
            List<TrialConfig> trials = wanted(ended);
            if (!trials.isEmpty()) {
                Set<Long> elsewhere = submitted.values().stream()
                        .flatMap(other -> wanted(other).stream())
                        .map(TrialConfig::number)
                        .collect(Collectors.toSet());
                trials.stream()
                        .filter(trial -> !elsewhere.contains(trial.number()))
                        .forEach(trial -> events.add(new TrialEvent.Paused(trial)));
            }
        }

        private void report(Ended task, List<FoldModel> kept, List<TrialEvent> events) {
            Map<Long, TrialConfig> trials = new HashMap<>();
            task.outcomes().forEach(outcome -> trials.put(outcome.config().number(), outcome.config()));
            kept.stream()
                    .filter(model -> !cancelled.contains(model.trial()))
                    .forEach(model -> events.add(new TrialEvent.FoldTrained(
                            Objects.requireNonNull(trials.get(model.trial())), model.fold(), model.trained())));
        }

        private void report(Ended task, List<TrialEvent> events) {
            int from = 0;
            for (WorkUnit unit : task.begun()) {
                int to = from + unit.learners().size();
                report(unit, wanted(task.outcomes().subList(from, to)), events);
                from = to;
            }
            isSuspectAlone = false;
        }

        private List<TrialOutcome> wanted(List<TrialOutcome> ended) {
            return cancelled.isEmpty()
                    ? ended
                    : ended.stream()
                            .filter(outcome ->
                                    !cancelled.contains(outcome.config().number()))
                            .toList();
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
                if (losses.runsAgain(outcome, isSuspectAlone)) {
                    try (LogContext unused = LogContext.ofTrial(outcome.config())) {
                        LOG.info(
                                "Trial {} runs again alone, since another may be the reason: {}",
                                outcome.config().number(),
                                ((Failed) outcome).reason());
                    }
                    suspects.add(learners.apply(outcome.config()));
                    events.add(new TrialEvent.Restarted(outcome.config()));
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
            List<SubmittedTask> tasks = bundles.stream()
                    .map(bundle -> new SubmittedTask(nextTask++, bundle))
                    .toList();
            tasks.forEach(one -> submitted.put(one.number(), one));
            long first = bundles.get(0).get(0).learners().get(0).config().number();
            jobs.submit(tasks, TrialTask::bytes, "Hone trials " + first + " and others");
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static RDD<Object> objects(RDD<?> rows) {
        return (RDD) rows;
    }

    /**
     * A task that has ended.
     *
     * @param bundle its units, but for those that went to other tasks while it ran
     * @param outcomes those of the units that it began, which are the first ones, in their order; if it was lost, those of all
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
            for (int trials = 0; trials < outcomes.size() && units < bundle.size(); units++) {
                trials += bundle.get(units).learners().size();
            }
            return units;
        }
    }
}
