package dev.hone.worker.train.inline;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkEnv;

/**
 * Ids for the RDDs of tasks. An RDD that Spark makes on the way (out of {@code PairRDDFunctions}) and a trainer persists
 * goes to the executor's real block manager under its id, which looks on other executors too. So ids lie far above those
 * of the driver, are never given twice in a JVM within a million, and each executor has a range of its own.
 */
final class RddIds {
    /** The lowest id that is given here. */
    static final int FIRST = 1_500_000_000;

    private static final int RANGE = 1_000_000;
    private static final int RANGES = (Integer.MAX_VALUE - FIRST) / RANGE;
    private static final AtomicInteger NEXT = new AtomicInteger();

    private RddIds() {}

    static int next() {
        return FIRST
                + Math.floorMod(executor().hashCode(), RANGES) * RANGE
                + Math.floorMod(NEXT.getAndIncrement(), RANGE);
    }

    private static String executor() {
        SparkEnv env = SparkEnv.get();
        return env == null ? "" : env.executorId();
    }
}
