package dev.hone.driver.execute;

import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.task.JavaBytes;
import dev.hone.driver.task.TaskResults;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.evaluate.Refit;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.ml.Model;
import org.apache.spark.rdd.RDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * The executor lanes: an RDD of trial numbers, each trial trained and scored inside a task, those together that one training
 * serves.
 *
 * <p>Tasks are submitted a few at a time, the next ones before the last have drained, so that a large search costs the driver
 * no memory, no slot waits, and the longest trials do not come last. A task hands back the trials for which it had no time.
 * Outcomes arrive as tasks end, not as jobs end.
 *
 * <p>A trial whose executor dies is set aside and run again alone after all others, so that a trial that kills
 * executors is found out without failing those that merely ran beside it.
 */
public final class SparkTrialExecutor implements TrialExecutor {
    private static final int QUEUED_PER_SLOT = 2;
    private static final String REFIT = "The best trial could not be trained on all rows: ";

    private final JavaSparkContext context;
    private final TaskEvaluation evaluation;

    /**
     * Broadcasts the table and its folds to the executors, unless they are this JVM.
     *
     * @throws InvalidInputException if {@code spark.speculation} is on: a speculative copy of a trial cannot be told from
     *     one that was lost with its executor
     */
    public SparkTrialExecutor(SparkContext sparkContext, CrossValidation evaluation) {
        requireNoSpeculation(sparkContext);
        context = JavaSparkContext.fromSparkContext(sparkContext);
        this.evaluation = TaskEvaluation.of(context, evaluation);
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
    public void run(Sampler sampler, PrimitiveIterator.OfLong numbers, TrialObserver observer)
            throws InterruptedException {
        context.sc().setInterruptOnCancel(true);
        try (Run run = new Run(sampler, observer)) {
            run.together(numbers);
            run.oneByOne();
        }
    }

    /**
     * Trains a trial's estimator on all rows, in a task like every other training, or in as many as there are slots if it
     * is a forest.
     *
     * @throws TrialExecutionException if training fails
     */
    public Model<?> fitOnAllRows(TrialConfig config) {
        Refit refit = new Refit(evaluation.value(), config);
        int parts = refit.parts(slots());
        List<Object> fitted = fitted(config, parts);
        if (parts > 1 && fitted.stream().allMatch(byte[].class::isInstance)) {
            return refit.joined(
                    fitted.stream().<Model<?>>map(SparkTrialExecutor::model).toList());
        }
        // Trained as one, it tells why parts of it failed.
        Object whole = parts == 1 ? fitted.get(0) : fitted(config, 1).get(0);
        if (whole instanceof byte[]) {
            return model(whole);
        }
        throw new TrialExecutionException(REFIT + whole, null);
    }

    private List<Object> fitted(TrialConfig config, int parts) {
        try {
            List<Integer> numbers = IntStream.range(0, parts).boxed().toList();
            return TaskResults.of(
                    objects(context.parallelize(numbers, parts).rdd()), new RefitTask(evaluation, config, parts));
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

    /** One call of {@link SparkTrialExecutor#run}. */
    private final class Run implements AutoCloseable {
        private final TrialTask task;
        private final TrialObserver observer;
        private final TrialGroups groups;
        private final FoldParts parts;
        private final ExpectedTime times = new ExpectedTime();
        private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
        private final List<SimpleFutureAction<BoxedUnit>> jobs = new ArrayList<>();
        private final Queue<Long> suspects = new ArrayDeque<>();
        private int outstanding;

        Run(Sampler sampler, TrialObserver observer) {
            task = new TrialTask(evaluation, sampler);
            groups = new TrialGroups(sampler, evaluation.value().lane());
            parts = new FoldParts(folds());
            this.observer = observer;
        }

        /** Runs all trials; those that were lost with an executor become suspects. */
        void together(PrimitiveIterator.OfLong numbers) throws InterruptedException {
            Backlog backlog = new Backlog(numbers, groups, times, folds(), slots());
            while (observer.goOn()) {
                if (outstanding <= slots()) {
                    submit(backlog.take(QUEUED_PER_SLOT * slots() - outstanding));
                }
                if (outstanding == 0) {
                    return;
                }
                poll().ifPresent(task -> {
                    backlog.handBack(task.notBegun());
                    sort(task);
                });
            }
        }

        /** Runs the suspects alone; one that is lost again has killed its executor. */
        void oneByOne() throws InterruptedException {
            while (observer.goOn() && (outstanding > 0 || !suspects.isEmpty())) {
                if (outstanding == 0) {
                    List<TrialConfig> suspect =
                            groups.of(List.of(suspects.remove()), 1, 1).get(0);
                    submit(List.of(TrialUnit.of(suspect, folds(), 1)));
                }
                poll().ifPresent(task -> List.of(task.outcomes()).forEach(observer::ended));
            }
        }

        private void sort(Ended task) {
            int from = 0;
            for (TrialUnit unit : task.begun()) {
                int to = from + unit.trials().size();
                sort(parts.add(unit, Arrays.asList(task.outcomes()).subList(from, to)));
                from = to;
            }
        }

        private void sort(List<TrialOutcome> outcomes) {
            if (outcomes.isEmpty()) {
                return;
            }
            List<TrialConfig> group =
                    outcomes.stream().map(TrialOutcome::config).toList();
            times.learn(group, outcomes.stream().mapToLong(TrialOutcome::nanos).sum());
            for (TrialOutcome outcome : outcomes) {
                if (isLost(outcome)) {
                    suspects.add(outcome.config().number());
                } else {
                    observer.ended(outcome);
                }
            }
        }

        /** Cancels what still runs; what has ended by now counts, even if nobody wants to go on. */
        @Override
        public void close() {
            jobs.forEach(SimpleFutureAction::cancel);
            for (Ended task = ended.poll(); task != null; task = ended.poll()) {
                sort(task);
            }
        }

        /** A task a bundle. */
        private void submit(List<List<TrialUnit>> bundles) {
            if (bundles.isEmpty()) {
                return;
            }
            outstanding += bundles.size();
            List<long[][][]> numbers = bundles.stream()
                    .map(bundle -> bundle.stream().map(TrialUnit::numbers).toArray(long[][][]::new))
                    .toList();
            context.sc().setJobDescription("Hone trials " + numbers.get(0)[0][0][0] + " and others");
            RDD<Object> trials =
                    objects(context.parallelize(numbers, numbers.size()).rdd());
            List<Object> partitions = new ArrayList<>(numbers.size());
            for (int partition = 0; partition < numbers.size(); partition++) {
                partitions.add(partition);
            }
            jobs.add(context.sc()
                    .submitJob(
                            trials,
                            task,
                            CollectionConverters.asScala(partitions).toSeq(),
                            new Enqueue(bundles, ended),
                            new Done()));
        }

        private Optional<Ended> poll() throws InterruptedException {
            Ended task = ended.poll(50, TimeUnit.MILLISECONDS);
            if (task == null) {
                forgetEndedJobs();
                return Optional.empty();
            }
            outstanding--;
            return Optional.of(task);
        }

        /** Fails the run if a job failed: its trials would never report. */
        private void forgetEndedJobs() {
            Iterator<SimpleFutureAction<BoxedUnit>> remaining = jobs.iterator();
            while (remaining.hasNext()) {
                SimpleFutureAction<BoxedUnit> job = remaining.next();
                if (job.isCompleted()) {
                    Try<BoxedUnit> ended = job.value().get();
                    if (ended.isFailure()) {
                        throw new TrialExecutionException(
                                "Spark could not run the trials", ended.failed().get());
                    }
                    remaining.remove();
                }
            }
        }
    }

    private static boolean isLost(TrialOutcome outcome) {
        return outcome instanceof Failed failed && failed.category() == FailureCategory.EXECUTOR_LOST;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static RDD<Object> objects(RDD<?> numbers) {
        return (RDD) numbers;
    }

    /**
     * A task that has ended.
     *
     * @param bundle its units
     * @param outcomes those of the units that it began, which are the first ones, in their order
     */
    private record Ended(List<TrialUnit> bundle, TrialOutcome[] outcomes) {
        List<TrialUnit> begun() {
            return bundle.subList(0, unitsBegun());
        }

        List<TrialUnit> notBegun() {
            return bundle.subList(unitsBegun(), bundle.size());
        }

        private int unitsBegun() {
            int units = 0;
            for (int trials = 0; trials < outcomes.length; units++) {
                trials += bundle.get(units).trials().size();
            }
            return units;
        }
    }

    /** Runs on Spark's event loop, so it only enqueues. */
    private static final class Enqueue extends AbstractFunction2<Object, TrialOutcome[], BoxedUnit> {
        private final List<List<TrialUnit>> bundles;
        private final BlockingQueue<Ended> ended;

        Enqueue(List<List<TrialUnit>> bundles, BlockingQueue<Ended> ended) {
            this.bundles = bundles;
            this.ended = ended;
        }

        @Override
        public BoxedUnit apply(Object partition, TrialOutcome[] outcomes) {
            ended.add(new Ended(bundles.get((Integer) partition), outcomes));
            return BoxedUnit.UNIT;
        }
    }

    private static final class Done extends AbstractFunction0<BoxedUnit> {
        @Override
        public BoxedUnit apply() {
            return BoxedUnit.UNIT;
        }
    }
}
