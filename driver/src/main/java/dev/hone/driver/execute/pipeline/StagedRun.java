package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.SparkTrialExecutor;
import dev.hone.driver.execute.TrialExecutionException;
import dev.hone.driver.execute.TrialObserver;
import dev.hone.driver.space.StageDefinition;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.evaluate.CrossValidation;
import dev.hone.worker.evaluate.FailureMessage;
import dev.hone.worker.train.JavaLinearAlgebra;
import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkContext;

/**
 * One run of a {@link StagedTrialExecutor}: groups of trials in threads of the driver, each of which prepares the tables of its
 * group and then runs its trials; the observer hears of them in the thread that called.
 *
 * <p>A trial that was lost with its executor, beside trials of other groups, runs once more with no other group beside it.
 */
final class StagedRun implements AutoCloseable {
    static final int MOST_GROUPS = 8;
    private static final long POLL_MILLIS = 50;

    private final SparkContext context;
    private final FoldTables folds;
    private final StageGroups.Trials trials;
    private final Threads threads;
    private final TrialObserver observer;
    private final ExecutorService groupThreads;
    private final ExecutorService foldThreads;
    private final String tag = "hone-stages-" + UUID.randomUUID();
    private final BlockingQueue<TrialOutcome> outcomes = new LinkedBlockingQueue<>();
    private final Queue<Long> suspects = new ArrayDeque<>();
    private volatile boolean stopped;

    /**
     * How many threads there are.
     *
     * @param groups for groups
     * @param folds for folds whose tables are prepared
     */
    record Threads(int groups, int folds) {}

    /** Makes the table of each fold that stages leave; several folds at a time. */
    @FunctionalInterface
    interface FoldTables {
        CrossValidation prepare(List<StageDefinition> stages, ExecutorService threads) throws InterruptedException;
    }

    StagedRun(
            SparkContext context,
            FoldTables folds,
            StageGroups.Trials trials,
            Threads threads,
            TrialObserver observer) {
        JavaLinearAlgebra.prepare();
        this.context = context;
        this.folds = folds;
        this.trials = trials;
        this.threads = threads;
        this.observer = observer;
        groupThreads = Executors.newFixedThreadPool(threads.groups());
        foldThreads = Executors.newFixedThreadPool(
                threads.folds(),
                task -> new Thread(() -> {
                    context.addJobTag(tag);
                    task.run();
                }));
    }

    /** Runs groups, several at once. */
    void together(List<StageGroups.Group> groups) throws InterruptedException {
        run(groups.iterator(), threads.groups());
    }

    /** Runs those that were lost with an executor, one after the other. */
    void oneByOne() throws InterruptedException {
        while (!suspects.isEmpty() && observer.goOn()) {
            run(List.of(trials.alone(suspects.remove())).iterator(), 1);
        }
    }

    private void run(Iterator<StageGroups.Group> groups, int atOnce) throws InterruptedException {
        List<Future<?>> running = new ArrayList<>();
        while (observer.goOn()) {
            while (running.size() < atOnce && groups.hasNext()) {
                StageGroups.Group group = groups.next();
                running.add(groupThreads.submit(() -> {
                    run(group);
                    return group;
                }));
            }
            TrialOutcome outcome = outcomes.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
            if (outcome != null) {
                hear(outcome, atOnce);
            }
            forgetEnded(running);
            if (running.isEmpty() && !groups.hasNext()) {
                break;
            }
        }
        hearAll(atOnce);
    }

    private void hearAll(int atOnce) {
        for (TrialOutcome outcome = outcomes.poll(); outcome != null; outcome = outcomes.poll()) {
            hear(outcome, atOnce);
        }
    }

    private void hear(TrialOutcome outcome, int groupsAtOnce) {
        boolean lost = outcome instanceof Failed failed && failed.category() == FailureCategory.EXECUTOR_LOST;
        if (lost && groupsAtOnce > 1) {
            suspects.add(outcome.config().number());
        } else {
            observer.ended(trials.whole(outcome));
        }
    }

    private static void forgetEnded(List<Future<?>> running) throws InterruptedException {
        for (Future<?> group : List.copyOf(running)) {
            if (group.isDone()) {
                running.remove(group);
                try {
                    group.get();
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException unchecked
                            ? unchecked
                            : new TrialExecutionException(FailureMessage.of(e), e);
                }
            }
        }
    }

    private void run(StageGroups.Group group) throws InterruptedException {
        CrossValidation evaluation;
        try {
            evaluation = folds.prepare(group.stages(), foldThreads);
        } catch (RuntimeException e) {
            failUnlessStopped(group, e);
            return;
        }
        try (SparkTrialExecutor executor = new SparkTrialExecutor(context, evaluation)) {
            executor.run(
                    trials.learners(),
                    group.trials().stream().mapToLong(number -> number).iterator(),
                    new Queueing());
        }
    }

    /** Trials whose tables Spark could no longer prepare have not failed: they run again when the study goes on. */
    private void failUnlessStopped(StageGroups.Group group, RuntimeException thrown) {
        if (stopped) {
            return;
        }
        if (context.isStopped()) {
            throw new TrialExecutionException("Spark has stopped", thrown);
        }
        fail(group, message(thrown));
    }

    private static String message(RuntimeException thrown) {
        String own = thrown.getMessage();
        return thrown instanceof InvalidInputException && own != null ? own : FailureMessage.of(thrown);
    }

    private void fail(StageGroups.Group group, String message) {
        for (long number : group.trials()) {
            TrialConfig learner = trials.learners().trial(number);
            outcomes.add(new Failed(learner, FailureCategory.TRAINING_FAILED, message, 0));
        }
    }

    /** Stops what still runs and waits for it; what has ended by now counts, a trial that was lost beside others has not. */
    @Override
    public void close() {
        stopped = true;
        foldThreads.shutdownNow();
        groupThreads.shutdownNow();
        context.cancelJobsWithTag(tag);
        try {
            groupThreads.awaitTermination(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        hearAll(threads.groups());
    }

    private final class Queueing implements TrialObserver {
        @Override
        public void ended(TrialOutcome outcome) {
            outcomes.add(outcome);
        }

        @Override
        public boolean goOn() {
            return !stopped;
        }
    }
}
