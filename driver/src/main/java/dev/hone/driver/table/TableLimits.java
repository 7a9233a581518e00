package dev.hone.driver.table;

import org.apache.spark.SparkConf;

/**
 * How large tables may be that learners are trained on inside tasks.
 *
 * @param table bytes of a table; of each fold's, where folds have their own
 * @param memory bytes of an executor
 */
public record TableLimits(long table, long memory) {
    /** Arrays and their copies in blocks or bins take several times a table's size. */
    private static final long PARTS_OF_MEMORY = 8;

    private static final long PARTS_FOR_TABLE = 2;
    private static final long LARGEST_ARRAY = 1L << 30;

    /** An eighth of an executor's memory for a table, and at most a gibibyte, since an array can be no larger. */
    public static TableLimits of(SparkConf conf, boolean isLocal) {
        long memory =
                isLocal ? Runtime.getRuntime().maxMemory() : conf.getSizeAsMb("spark.executor.memory", "1g") << 20;
        return new TableLimits(Math.min(LARGEST_ARRAY, memory / PARTS_OF_MEMORY), memory);
    }

    /**
     * The largest table that a study trains on inside tasks unless it says otherwise, in bytes: half of an executor's memory, with
     * more of which nothing would be left to work with.
     */
    public long largest() {
        return memory / PARTS_FOR_TABLE;
    }

    /** The same for tables of another size. */
    public TableLimits withTable(long bytes) {
        return new TableLimits(bytes, memory);
    }
}
