package dev.hone.driver.execute.stage;

import dev.hone.worker.data.Secrets;
import dev.hone.worker.stage.StagePrefix;
import dev.hone.worker.train.Coverage;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stages of trials that run inside tasks, found once per key, and the rows before them, read once. Other stages are left to
 * Spark, which the log tells once per reason. Safe for use by many threads.
 *
 * @param <K> equal for trials whose stages and learner's columns are equal
 * @param <R> the rows before the stages, in memory
 */
public final class StagePrefixes<K, R> {
    /** What all trials have in common whose stages run inside tasks: the rows before the stages. */
    public static final Object GROUP = "stages inside tasks";

    private static final Logger LOG = LoggerFactory.getLogger(StagePrefixes.class);

    private final Set<String> reasons = new HashSet<>();
    private final Map<K, Optional<StagePrefix>> prefixes = new RecentMap<>();

    /** Those that could be told not to run inside tasks only when they did. */
    private final Set<K> leftToSpark = new HashSet<>();

    private @Nullable Optional<R> rows;

    /**
     * The stages of a trial as they travel to tasks; empty if they are left to Spark.
     *
     * @param finder tells whether they run inside tasks; may ask for the rows. Stages that it fails for are left to Spark, which
     *     tells what is wrong
     */
    public synchronized Optional<StagePrefix> of(K key, Supplier<Coverage<StagePrefix>> finder) {
        return leftToSpark.contains(key) ? Optional.empty() : sent(key, finder);
    }

    /** The same for a trial that has been sent to tasks, though its stages may have been left to Spark since. */
    public synchronized Optional<StagePrefix> sent(K key, Supplier<Coverage<StagePrefix>> finder) {
        return prefixes.computeIfAbsent(key, unknown -> found(finder));
    }

    private Optional<StagePrefix> found(Supplier<Coverage<StagePrefix>> finder) {
        try {
            Coverage<StagePrefix> coverage = finder.get();
            coverage.reason().ifPresent(this::tell);
            return coverage.value();
        } catch (Exception e) { // Spark's are checked, and thrown undeclared
            if (e instanceof InterruptedException) { // of the job that reads the rows
                Thread.currentThread().interrupt();
            }
            LOG.debug("Stages are left to Spark, which tells why", e);
            return Optional.empty();
        }
    }

    /**
     * Leaves stages to Spark from now on, since a task could not fit or apply them.
     *
     * @param reason a short text without a full stop
     */
    public synchronized void leaveToSpark(K key, String reason) {
        leftToSpark.add(key);
        tell(reason);
    }

    private void tell(String reason) {
        if (reasons.add(reason)) {
            LOG.info("Stages are fitted by Spark jobs: {}", Secrets.redacted(reason));
        }
    }

    /**
     * The rows before the stages; empty if they cannot be in memory.
     *
     * @param reading reads them, for the first who asks; if it fails, they are not read again
     */
    public synchronized Optional<R> rows(Supplier<Optional<R>> reading) {
        Optional<R> known = rows;
        if (known == null) {
            rows = Optional.empty();
            known = reading.get();
            rows = known;
        }
        return known;
    }

    /**
     * The rows before the stages.
     *
     * @throws IllegalStateException if no stages have been found that run inside tasks
     */
    public synchronized R rows() {
        Optional<R> known = rows;
        if (known == null || known.isEmpty()) {
            throw new IllegalStateException("The rows before stages inside tasks have not been read");
        }
        return known.get();
    }
}
