package dev.hone.driver.execute;

import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskKilledException;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.Model;
import org.apache.spark.rdd.RDD;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * The executor lane: an RDD of trial numbers, one trial a partition, each trained and scored inside its task.
 *
 * <p>Trials are submitted in windows of at most {@value #WINDOW} tasks, the next one before the last has drained, so
 * that a large search costs the driver no memory and no slot waits. Outcomes arrive as tasks end, not as jobs end.
 *
 * <p>A trial whose executor dies is set aside and run again alone after all others, so that a trial that kills
 * executors is found out without failing those that merely ran beside it.
 */
public final class SparkTrialExecutor implements TrialExecutor {
    private static final int WINDOW = 4096;
    private static final String REFIT = "The best trial could not be trained on all rows: ";

    private final JavaSparkContext context;
    private final Broadcast<CrossValidation> evaluation;

    /**
     * Broadcasts the table and its folds to the executors.
     *
     * @throws InvalidInputException if {@code spark.speculation} is on: a speculative copy of a trial cannot be told from
     *     one that was lost with its executor
     */
    public SparkTrialExecutor(SparkContext sparkContext, CrossValidation evaluation) {
        if (sparkContext.conf().getBoolean("spark.speculation", false)) {
            throw new InvalidInputException("spark.speculation must be false for a search (value: true)");
        }
        context = JavaSparkContext.fromSparkContext(sparkContext);
        this.evaluation = context.broadcast(evaluation);
    }

    @Override
    public String lane() {
        return "executor";
    }

    @Override
    public int slots() {
        return context.defaultParallelism();
    }

    @Override
    public void run(Sampler sampler, PrimitiveIterator.OfLong numbers, TrialObserver observer)
            throws InterruptedException {
        context.sc().setInterruptOnCancel(true);
        try (Run run = new Run(sampler, observer)) {
            Queue<Long> suspects = run.together(numbers);
            run.oneByOne(suspects);
        }
    }

    /**
     * Trains a trial's estimator on all rows, in a task like every other training.
     *
     * @throws TrialExecutionException if training fails
     */
    public Model<?> fitOnAllRows(TrialConfig config) {
        Broadcast<CrossValidation> data = evaluation;
        Object fitted;
        try {
            fitted = context.parallelize(List.of(config.number()), 1)
                    .map(number -> bytesOrReason(data.value(), config))
                    .collect()
                    .get(0);
        } catch (Exception e) {
            // Spark declares no SparkException here.
            throw new TrialExecutionException(REFIT + FailureMessage.of(e), e);
        }
        if (fitted instanceof byte[] model) {
            return (Model<?>) JavaBytes.read(model);
        }
        throw new TrialExecutionException(REFIT + fitted, null);
    }

    /** The model as bytes, or as a text why there is none. */
    private static Object bytesOrReason(CrossValidation evaluation, TrialConfig config) {
        try {
            return JavaBytes.of(evaluation.fitOnAllRows(config));
        } catch (TaskKilledException e) {
            throw e;
        } catch (Exception | OutOfMemoryError e) {
            return FailureMessage.of(e);
        }
    }

    @Override
    public void close() {
        evaluation.destroy();
    }

    /** One call of {@link SparkTrialExecutor#run}. */
    private final class Run implements AutoCloseable {
        private final TrialTask task;
        private final TrialObserver observer;
        private final BlockingQueue<TrialOutcome> outcomes = new LinkedBlockingQueue<>();
        private final List<SimpleFutureAction<BoxedUnit>> jobs = new ArrayList<>();
        private int outstanding;

        Run(Sampler sampler, TrialObserver observer) {
            task = new TrialTask(evaluation, sampler);
            this.observer = observer;
        }

        /** Runs all trials; returns those that must be run again because they were lost with an executor. */
        Queue<Long> together(PrimitiveIterator.OfLong numbers) throws InterruptedException {
            Queue<Long> suspects = new ArrayDeque<>();
            while (observer.goOn()) {
                if (outstanding <= WINDOW / 2) {
                    submit(next(numbers, WINDOW - outstanding));
                }
                if (outstanding == 0) {
                    break;
                }
                TrialOutcome outcome = poll();
                if (outcome != null) {
                    sort(outcome, suspects);
                }
            }
            return suspects;
        }

        private void sort(TrialOutcome outcome, Queue<Long> suspects) {
            if (isLost(outcome)) {
                suspects.add(outcome.config().number());
            } else {
                observer.ended(outcome);
            }
        }

        void oneByOne(Queue<Long> suspects) throws InterruptedException {
            while (observer.goOn() && (outstanding > 0 || !suspects.isEmpty())) {
                if (outstanding == 0) {
                    submit(List.of(suspects.remove()));
                }
                TrialOutcome outcome = poll();
                if (outcome != null) {
                    observer.ended(outcome);
                }
            }
        }

        /** Cancels what still runs; what has ended by now counts, even if nobody wants to go on. */
        @Override
        public void close() {
            jobs.forEach(SimpleFutureAction::cancel);
            for (TrialOutcome outcome = outcomes.poll(); outcome != null; outcome = outcomes.poll()) {
                if (!isLost(outcome)) {
                    observer.ended(outcome);
                }
            }
        }

        private void submit(List<Long> numbers) {
            if (numbers.isEmpty()) {
                return;
            }
            outstanding += numbers.size();
            context.sc().setJobDescription("Hone trials " + numbers.get(0) + " to " + numbers.get(numbers.size() - 1));
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
                            new Enqueue(outcomes),
                            new Done()));
        }

        private @Nullable TrialOutcome poll() throws InterruptedException {
            TrialOutcome outcome = outcomes.poll(50, TimeUnit.MILLISECONDS);
            if (outcome != null) {
                outstanding--;
            } else {
                forgetEndedJobs();
            }
            return outcome;
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

    private static List<Long> next(PrimitiveIterator.OfLong numbers, int most) {
        List<Long> next = new ArrayList<>();
        while (next.size() < most && numbers.hasNext()) {
            next.add(numbers.nextLong());
        }
        return next;
    }

    private static boolean isLost(TrialOutcome outcome) {
        return outcome instanceof Failed failed && failed.category() == FailureCategory.EXECUTOR_LOST;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static RDD<Object> objects(RDD<Long> numbers) {
        return (RDD) numbers;
    }

    /** Runs on Spark's event loop, so it only enqueues. */
    private static final class Enqueue extends AbstractFunction2<Object, TrialOutcome, BoxedUnit> {
        private final BlockingQueue<TrialOutcome> outcomes;

        Enqueue(BlockingQueue<TrialOutcome> outcomes) {
            this.outcomes = outcomes;
        }

        @Override
        public BoxedUnit apply(Object partition, TrialOutcome outcome) {
            outcomes.add(outcome);
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
