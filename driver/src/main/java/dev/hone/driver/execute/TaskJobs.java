package dev.hone.driver.execute;

import dev.hone.worker.evaluate.ThrownCategory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.SimpleFutureAction;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.rdd.RDD;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction0;
import scala.runtime.AbstractFunction1;
import scala.runtime.AbstractFunction2;
import scala.runtime.BoxedUnit;
import scala.util.Try;

/**
 * Spark jobs of tasks that report one by one: what a task returns arrives when it ends, and not when its job ends. Used by one
 * thread; only {@code returned} is filled by another, Spark's event loop.
 *
 * @param <T> what a task works on, as the driver knows it
 */
public final class TaskJobs<T> {
    private final JavaSparkContext context;
    private final AbstractFunction1<scala.collection.Iterator<Object>, byte[]> body;
    private final Runnable wakeUp;
    private final Queue<Returned<T>> returned = new ConcurrentLinkedQueue<>();
    private final List<Job<T>> jobs = new ArrayList<>();

    /** A job, and what its tasks work on. */
    private record Job<T>(SimpleFutureAction<BoxedUnit> action, List<T> inputs) {
        /** Why it has failed, once it has ended; empty if it is done. */
        Optional<Throwable> failure() {
            Try<BoxedUnit> result = action.value().get();
            return result.isFailure() ? Optional.of(result.failed().get()) : Optional.empty();
        }
    }

    /**
     * What a task returned.
     *
     * @param input what it worked on
     * @param result as it came
     */
    public record Returned<T>(T input, byte[] result) {}

    /**
     * Jobs of this thread, whose tasks are interrupted when they are cancelled.
     *
     * @param body of the tasks; its partition has the bytes of one input
     * @param wakeUp called whenever a task has ended, from another thread; must not block
     */
    public TaskJobs(
            SparkContext context, AbstractFunction1<scala.collection.Iterator<Object>, byte[]> body, Runnable wakeUp) {
        this.context = JavaSparkContext.fromSparkContext(context);
        this.body = body;
        this.wakeUp = wakeUp;
        context.setInterruptOnCancel(true);
    }

    /**
     * Begins a job of one task per input.
     *
     * @param bytes of an input, as its task finds them
     * @param description what Spark's UI calls the job
     */
    public void submit(List<T> inputs, Function<T, byte[]> bytes, String description) {
        List<byte[]> rows = inputs.stream().map(bytes).toList();
        context.sc().setJobDescription(description);
        List<Object> partitions =
                new ArrayList<>(IntStream.range(0, inputs.size()).boxed().toList());
        SimpleFutureAction<BoxedUnit> action = context.sc()
                .submitJob(
                        objects(context.parallelize(rows, rows.size()).rdd()),
                        body,
                        CollectionConverters.asScala(partitions).toSeq(),
                        new Enqueue<>(inputs, returned, wakeUp),
                        new Done());
        jobs.add(new Job<>(action, List.copyOf(inputs)));
    }

    /** What the next task that has ended returned; empty if no further one has. */
    public Optional<Returned<T>> poll() {
        return Optional.ofNullable(returned.poll());
    }

    /**
     * What the tasks worked on whose jobs Spark gave up, as a task of theirs was lost with its executor as often as one may be: these
     * tasks will not report, unless they have.
     *
     * @throws TrialExecutionException if a job has failed for another reason
     */
    public List<T> lost() {
        List<Job<T>> ended =
                jobs.stream().filter(job -> job.action().isCompleted()).toList();
        jobs.removeAll(ended);
        List<T> lost = new ArrayList<>();
        for (Job<T> job : ended) {
            Optional<Throwable> failure = job.failure();
            if (failure.filter(reason -> !ThrownCategory.isExecutorLost(reason)).isPresent()) {
                throw new TrialExecutionException("Spark could not run the trials", failure.get());
            }
            failure.ifPresent(reason -> lost.addAll(job.inputs()));
        }
        return lost;
    }

    /** Cancels the tasks that have not ended. */
    public void cancel() {
        jobs.forEach(job -> job.action().cancel());
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static RDD<Object> objects(RDD<?> rows) {
        return (RDD) rows;
    }

    /** Runs on Spark's event loop, so it only enqueues. */
    private static final class Enqueue<T> extends AbstractFunction2<Object, byte[], BoxedUnit> {
        private final List<T> inputs;
        private final Queue<Returned<T>> returned;
        private final Runnable wakeUp;

        Enqueue(List<T> inputs, Queue<Returned<T>> returned, Runnable wakeUp) {
            this.inputs = inputs;
            this.returned = returned;
            this.wakeUp = wakeUp;
        }

        @Override
        public BoxedUnit apply(Object partition, byte[] result) {
            returned.add(new Returned<>(inputs.get((Integer) partition), result));
            wakeUp.run();
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
