package dev.hone.driver.execute;

import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    public TrialRun start(Runnable wakeUp) {
        return new Run(wakeUp);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** One search. Its outcomes and its failure are written by the threads of trials. */
    private final class Run implements TrialRun {
        private final Runnable wakeUp;
        private final Queue<TrialConfig> waiting = new ArrayDeque<>();
        private final Queue<TrialOutcome> outcomes = new ConcurrentLinkedQueue<>();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private volatile boolean cancelled;
        private int outstanding;

        Run(Runnable wakeUp) {
            this.wakeUp = wakeUp;
        }

        @Override
        public void submit(List<TrialConfig> trials) {
            waiting.addAll(trials);
            begin();
        }

        /** A few at a time, so that little is lost when the search stops. */
        private void begin() {
            while (outstanding < slots * QUEUED_PER_SLOT && !waiting.isEmpty()) {
                TrialConfig config = waiting.remove();
                outstanding++;
                Future<?> unused = threads.submit(() -> run(config));
            }
        }

        private void run(TrialConfig config) {
            if (cancelled) {
                return;
            }
            try {
                outcomes.add(trial.apply(config));
            } catch (Throwable e) {
                failure.compareAndSet(null, e);
            }
            wakeUp.run();
        }

        @Override
        public boolean wantsMore() {
            return waiting.isEmpty();
        }

        @Override
        public List<TrialEvent> poll() {
            Throwable thrown = failure.get();
            if (thrown != null) {
                throw new TrialExecutionException("A trial threw instead of returning its failure", thrown);
            }
            List<TrialEvent> events = new ArrayList<>();
            for (TrialOutcome outcome = outcomes.poll(); outcome != null; outcome = outcomes.poll()) {
                events.add(new TrialEvent.Ended(outcome));
            }
            outstanding -= events.size();
            begin();
            return events;
        }

        @Override
        public List<TrialEvent> stop() {
            cancelled = true;
            waiting.clear();
            return failure.get() == null ? poll() : List.of();
        }
    }
}
