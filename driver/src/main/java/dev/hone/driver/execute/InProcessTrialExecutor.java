package dev.hone.driver.execute;

import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
    public int parts() {
        return 1;
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
        private final Queue<TrialEvent> told = new ConcurrentLinkedQueue<>();

        /** Trials that have been given to a thread and have neither ended nor been cancelled, by number. */
        private final Map<Long, Future<?>> submitted = new HashMap<>();

        private final Set<Long> cancelled = ConcurrentHashMap.newKeySet();
        private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
        private final AtomicInteger running = new AtomicInteger();
        private volatile boolean draining;
        private volatile boolean stopped;

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
            while (submitted.size() < slots * QUEUED_PER_SLOT && !waiting.isEmpty()) {
                TrialConfig config = waiting.remove();
                submitted.put(config.number(), threads.submit(() -> run(config)));
            }
        }

        private void run(TrialConfig config) {
            if (stopped || draining) {
                return;
            }
            running.incrementAndGet();
            told.add(new TrialEvent.Began(config, Duration.ZERO));
            try {
                told.add(new TrialEvent.Ended(trial.apply(config)));
            } catch (Throwable e) {
                if (!cancelled.contains(config.number())) {
                    failure.compareAndSet(null, e);
                }
            } finally {
                running.decrementAndGet();
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
            for (TrialEvent event = told.poll(); event != null; event = told.poll()) {
                long number = event.config().number();
                if (!cancelled.contains(number)) {
                    events.add(event);
                    if (event instanceof TrialEvent.Ended) {
                        submitted.remove(number);
                    }
                }
            }
            begin();
            return events;
        }

        /** Interrupts the trial's thread, which is all that can be done to a function. */
        @Override
        public void cancel(TrialConfig config) {
            cancelled.add(config.number());
            waiting.removeIf(waits -> waits.number() == config.number());
            Future<?> thread = submitted.remove(config.number());
            if (thread != null) {
                thread.cancel(true);
            }
        }

        /** One that is to begin just now may still do so. */
        @Override
        public boolean drain() {
            draining = true;
            waiting.clear();
            return running.get() > 0 || !told.isEmpty();
        }

        @Override
        public List<TrialEvent> stop() {
            stopped = true;
            waiting.clear();
            return failure.get() == null ? poll() : List.of();
        }
    }
}
