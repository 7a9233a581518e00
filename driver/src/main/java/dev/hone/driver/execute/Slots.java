package dev.hone.driver.execute;

import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkContext;

/**
 * How many tasks the executors run at once: the cores of those that are alive by {@code spark.task.cpus}, whatever {@code
 * spark.default.parallelism} is. Spark's scheduler is asked once a second at most. Safe for use by many threads.
 */
public final class Slots {
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final IntSupplier alive;
    private final int expected;
    private final int spare;
    private final LongSupplier nanoClock;
    private int count;
    private long askedAt;

    /**
     * @param alive slots of the executors that are alive
     * @param conf tells what is expected while there are none
     * @param nanoClock as {@link System#nanoTime}
     */
    Slots(IntSupplier alive, SparkConf conf, LongSupplier nanoClock) {
        this.alive = alive;
        this.nanoClock = nanoClock;
        int perExecutor =
                Math.max(1, conf.getInt("spark.executor.cores", 1) / Math.max(1, conf.getInt("spark.task.cpus", 1)));
        expected = Math.max(1, conf.getInt("spark.executor.instances", 1)) * perExecutor;
        // A task must wait, or Spark asks for no further executor.
        spare = conf.getBoolean("spark.dynamicAllocation.enabled", false) ? 1 : 0;
    }

    /** Those of an application. */
    public static Slots of(SparkContext context) {
        return new Slots(
                () -> context.maxNumConcurrentTasks(
                        context.resourceProfileManager().defaultResourceProfile()),
                context.conf(),
                System::nanoTime);
    }

    /**
     * The slots, at least 1: one more than there are where executors come on demand; while there are none, those of the
     * executors that are expected.
     */
    public synchronized int count() {
        long now = nanoClock.getAsLong();
        if (count == 0 || now - askedAt >= FRESH_NANOS) {
            int found = alive.getAsInt();
            count = found > 0 ? found + spare : expected;
            askedAt = now;
        }
        return count;
    }
}
