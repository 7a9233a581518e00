package dev.hone.tuning.monitor;

import dev.hone.worker.data.FoldCache;
import java.util.Optional;

/**
 * What an executor tells the driver of its caches.
 *
 * @param executor its id
 */
record CacheReport(String executor, FoldCache.Statistics statistics) {
    private static final int PARTS = 4;

    /** The driver's end of Spark's messages may not see classes of a jar that was added later: texts it can read. */
    String[] toMessage() {
        return new String[] {
            executor,
            Long.toString(statistics.hits()),
            Long.toString(statistics.misses()),
            Long.toString(statistics.bytes())
        };
    }

    /** Empty if the message is something else. */
    static Optional<CacheReport> of(Object message) {
        return message instanceof String[] parts && parts.length == PARTS
                ? Optional.of(new CacheReport(
                        parts[0],
                        new FoldCache.Statistics(
                                Long.parseLong(parts[1]), Long.parseLong(parts[2]), Long.parseLong(parts[3]))))
                : Optional.empty();
    }
}
