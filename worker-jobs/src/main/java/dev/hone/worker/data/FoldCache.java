package dev.hone.worker.data;

import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache of what the trials of a fold share, such as its standardized blocks or its binned columns. An entry is computed
 * once per JVM by the first task that asks for it, while others wait. The least recently used entries are evicted beyond
 * the bound, and entries are held softly, so that the garbage collector can free them before memory runs out. An evicted
 * entry is computed again. Safe for use by many threads.
 */
public final class FoldCache {
    /** Stands for the rows of the whole table, whichever fold asks. */
    private static final int[] ALL_ROWS = {};

    private static final LongAdder HITS = new LongAdder();
    private static final LongAdder MISSES = new LongAdder();

    /** Those of this JVM that are reachable. */
    private static final Set<FoldCache> CACHES =
            Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    private final long mostBytes;
    private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);

    /** Work that knows how much memory it holds. */
    public interface Sized {
        /** Bytes of what it holds and shares with nothing that is kept elsewhere, arrays above all. */
        long bytes();
    }

    /** @param mostBytes how much is kept; the newest is kept even if it alone is more */
    public FoldCache(long mostBytes) {
        this.mostBytes = mostBytes;
        CACHES.add(this);
    }

    /**
     * What all caches of this JVM have done together.
     *
     * @param hits how often an entry was there, or another task was making it
     * @param misses how often one was made
     * @param bytes of what they keep now
     */
    public record Statistics(long hits, long misses, long bytes) {}

    /** The statistics of this JVM since it started. */
    public static Statistics statistics() {
        List<FoldCache> caches;
        synchronized (CACHES) {
            caches = List.copyOf(CACHES);
        }
        long bytes = caches.stream().mapToLong(FoldCache::bytes).sum();
        return new Statistics(HITS.sum(), MISSES.sum(), bytes);
    }

    /**
     * The work of that key on those rows.
     *
     * @param rows the rows; views of one fold share their work, since they share its array of row numbers
     * @param key what was done to them, by value: whatever the result depends on, its type included
     * @param work makes it; if it throws, nothing is kept
     */
    public <T extends Sized> T get(RowView rows, Object key, Supplier<T> work) {
        return get(new Key(rows.rows(), key), work);
    }

    /**
     * The work of that key on the whole table, one for all of its folds.
     *
     * @param key what was done to the rows, by value, as above
     * @param work makes it; if it throws, nothing is kept
     */
    public <T extends Sized> T getOfTable(Object key, Supplier<T> work) {
        return get(new Key(ALL_ROWS, key), work);
    }

    @SuppressWarnings("unchecked")
    private <T extends Sized> T get(Key key, Supplier<T> work) {
        Entry entry = entry(key);
        synchronized (entry) {
            Object known = entry.value();
            if (known != null) {
                HITS.increment();
                return (T) known;
            }
            MISSES.increment();
            T made = work.get();
            entry.value = new SoftReference<>(made);
            keep(entry, made.bytes());
            return made;
        }
    }

    /** Most bytes that are kept. */
    long mostBytes() {
        return mostBytes;
    }

    /** Bytes of what is kept. */
    public synchronized long bytes() {
        return entries.values().stream().mapToLong(entry -> entry.bytes).sum();
    }

    private synchronized Entry entry(Key key) {
        return entries.computeIfAbsent(key, unknown -> new Entry());
    }

    private synchronized void keep(Entry newest, long bytes) {
        newest.bytes = bytes;
        long total = bytes();
        Iterator<Entry> oldest = entries.values().iterator();
        while (total > mostBytes && oldest.hasNext()) {
            Entry entry = oldest.next();
            if (entry != newest && entry.bytes > 0) {
                total -= entry.bytes;
                oldest.remove();
            }
        }
    }

    private static final class Entry {
        private @Nullable SoftReference<Object> value;
        private long bytes;

        @Nullable
        Object value() {
            return value == null ? null : value.get();
        }
    }

    /** The rows are compared by identity: two folds never share an array. */
    private static final class Key {
        private final int[] rows;
        private final Object work;

        Key(int[] rows, Object work) {
            this.rows = rows;
            this.work = work;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key && key.rows == rows && key.work.equals(work);
        }

        @Override
        public int hashCode() {
            return 31 * System.identityHashCode(rows) + work.hashCode();
        }
    }
}
