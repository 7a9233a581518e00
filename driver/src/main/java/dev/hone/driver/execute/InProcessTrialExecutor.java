package dev.hone.driver.execute;

import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.PrimitiveIterator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Runs trials on threads of this JVM, without Spark: for tests, and for objectives that are plain functions. */
public final class InProcessTrialExecutor implements TrialExecutor {
    private static final int QUEUED_PER_SLOT = 64;

    private final int slots;
    private final Function<TrialConfig, TrialOutcome> trial;
    private final ExecutorService threads;

    /**
     * @param slots number of threads, at least 1
     * @param trial what a trial does; called from {@code slots} threads at once
     */
    public InProcessTrialExecutor(int slots, Function<TrialConfig, TrialOutcome> trial) {
        if (slots < 1) {
            throw new IllegalArgumentException("Slots must be at least 1 (slots: " + slots + ")");
        }
        this.slots = slots;
        this.trial = trial;
        threads = Executors.newFixedThreadPool(slots, task -> {
            Thread thread = new Thread(task, "hone-trial");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public void run(Sampler sampler, PrimitiveIterator.OfLong numbers, TrialObserver observer)
            throws InterruptedException {
        Run run = new Run(sampler, slots * QUEUED_PER_SLOT);
        try {
            run.drain(numbers, observer);
        } finally {
            run.cancelled = true;
            run.handOver(observer);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** One call of {@link #run}: numbers go to the threads and outcomes come back through bounded queues. */
    private final class Run {
        private final Sampler sampler;
        private final int capacity;
        private final BlockingQueue<TrialOutcome> outcomes;
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private volatile boolean cancelled;
        private int outstanding;

        Run(Sampler sampler, int capacity) {
            this.sampler = sampler;
            this.capacity = capacity;
            outcomes = new ArrayBlockingQueue<>(capacity);
        }

        void drain(PrimitiveIterator.OfLong numbers, TrialObserver observer) throws InterruptedException {
            while (observer.goOn()) {
                while (outstanding < capacity && numbers.hasNext()) {
                    submit(numbers.nextLong());
                }
                if (outstanding == 0) {
                    return;
                }
                TrialOutcome outcome = outcomes.poll(50, TimeUnit.MILLISECONDS);
                Throwable thrown = failure.get();
                if (thrown != null) {
                    throw new TrialExecutionException("A trial threw instead of returning its failure", thrown);
                }
                if (outcome != null) {
                    outstanding--;
                    observer.ended(outcome);
                }
            }
        }

        /** What has ended by now counts, even if nobody wants to go on. */
        void handOver(TrialObserver observer) {
            for (TrialOutcome outcome = outcomes.poll(); outcome != null; outcome = outcomes.poll()) {
                observer.ended(outcome);
            }
        }

        private void submit(long number) {
            outstanding++;
            Future<?> unused = threads.submit(() -> {
                if (!cancelled) {
                    try {
                        outcomes.add(trial.apply(sampler.trial(number)));
                    } catch (Throwable e) {
                        failure.compareAndSet(null, e);
                    }
                }
            });
        }
    }
}
