package dev.hone.driver.execute.stage;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.ml.Transformer;
import org.jspecify.annotations.Nullable;

/**
 * The stages fitted last: one that several trials have, behind the same stages before it, is fitted once for all of them,
 * while they wait. Safe for many threads.
 *
 * @param <S> what tells a stage; equal for stages that do the same
 */
public final class FittedStages<S> {
    private final Map<Key<S>, Entry> entries = new RecentMap<>();

    /**
     * What a stage is fitted by.
     *
     * @param <S> what tells a stage
     * @param rows on which it is fitted: number of the fold, or -1 for all rows
     * @param stages what tells the stage and those before it; equal if they are
     */
    public record Key<S>(int rows, List<S> stages) {}

    /** The stage of that key, fitted by the first who asks. */
    public Transformer get(Key<S> key, Supplier<Transformer> fit) {
        Entry entry = entry(key);
        synchronized (entry) {
            Transformer known = entry.fitted;
            if (known == null) {
                known = fit.get();
                entry.fitted = known;
            }
            return known;
        }
    }

    private synchronized Entry entry(Key<S> key) {
        return entries.computeIfAbsent(key, unknown -> new Entry());
    }

    private static final class Entry {
        private @Nullable Transformer fitted;
    }
}
