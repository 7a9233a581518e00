package dev.hone.driver.table;

/**
 * About how large a table is in memory.
 *
 * @param rows number of rows; 0 where it is not known
 * @param values number of values that are stored; 0 where it is not known
 * @param bytes of the values
 * @param accuracy how far the numbers can be trusted
 */
public record TableSize(long rows, long values, long bytes, Accuracy accuracy) {

    /** Nothing is known of the table. */
    public static final TableSize UNKNOWN = new TableSize(0, 0, 0, Accuracy.ROUGH);

    /** How far a size can be trusted. */
    public enum Accuracy {
        /** Wrong by any factor, as that of compressed text, or a bound. */
        ROUGH,
        /** Wrong by some percent: rows were counted, or sampled. */
        CLOSE
    }

    /** A table of which only a bound is known. */
    static TableSize atMost(long bytes) {
        return new TableSize(0, 0, bytes, Accuracy.ROUGH);
    }

    /** The same size, less trusted. */
    public TableSize roughly() {
        return new TableSize(rows, values, bytes, Accuracy.ROUGH);
    }

    /** How a message tells it: {@code about 1000000 rows of 100 values}. */
    @Override
    public String toString() {
        return rows == 0
                ? "about " + new ByteSize(bytes)
                : "about " + rows + " rows of " + Math.round((double) values / rows) + " values";
    }
}
