package dev.hone.worker.data;

/**
 * How much of a JVM's memory the {@link FoldCache} of a table may take; chosen by whoever knows how many tables are in memory
 * at once, and applied where the table is.
 *
 * @param share of the memory, above 0 and at most 1
 */
public record CacheBudget(double share) {
    private static final double SHARE_OF_ALL_TABLES = 0.25;

    /** For a table that is alone in memory, the default: a quarter. */
    public static final CacheBudget ONE_TABLE = ofTables(1);

    /**
     * @throws IllegalArgumentException if the share is not above 0 and at most 1
     */
    public CacheBudget {
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    "Cache budget: the share of the memory must be above 0 and at most 1 (share: " + share + ")");
        }
    }

    /**
     * For one of several tables, whose caches take a quarter of the memory together.
     *
     * @param count number of tables in memory at once, at least 1
     */
    public static CacheBudget ofTables(int count) {
        return new CacheBudget(SHARE_OF_ALL_TABLES / count);
    }

    /** Bytes in this JVM. */
    long bytes() {
        return (long) (share * Runtime.getRuntime().maxMemory());
    }
}
