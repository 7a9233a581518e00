package dev.hone.driver.execute.stage;

import dev.hone.driver.execute.SparkTrialExecutor;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.TrialRun;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The executor of all trials whose stages run inside tasks: made when the first of them needs it, and kept for its caches while
 * groups of trials come and go. Safe for use by many threads.
 */
public final class SharedExecutor implements AutoCloseable {
    private final Supplier<SparkTrialExecutor> making;
    private @Nullable SparkTrialExecutor executor;

    /** @param making called once, if the executor is needed */
    public SharedExecutor(Supplier<SparkTrialExecutor> making) {
        this.making = making;
    }

    /** The executor. */
    public synchronized SparkTrialExecutor get() {
        SparkTrialExecutor known = executor;
        if (known == null) {
            known = making.get();
            executor = known;
        }
        return known;
    }

    /** The same for a group of trials, whose end does not close it. */
    public TrialExecutor ofGroup() {
        return new OfGroup(get());
    }

    @Override
    public synchronized void close() {
        if (executor != null) {
            executor.close();
        }
    }

    private record OfGroup(TrialExecutor executor) implements TrialExecutor {
        @Override
        public int slots() {
            return executor.slots();
        }

        @Override
        public int parts() {
            return executor.parts();
        }

        @Override
        public TrialRun start(Runnable wakeUp) {
            return executor.start(wakeUp);
        }

        @Override
        public void close() {
            // Closed with the search.
        }
    }
}
