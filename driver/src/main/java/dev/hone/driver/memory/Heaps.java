package dev.hone.driver.memory;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.OptionalLong;
import org.apache.spark.SparkConf;

/**
 * The heaps that a study runs in.
 *
 * @param driver bytes of the driver's
 * @param executor bytes of each executor's; empty where trials are trained in the driver's JVM
 * @param tasks number of tasks that train at once in one JVM; 1 where an executor takes as many cores as its worker has, which
 *     nothing tells
 * @param machine bytes of memory that the driver's machine has, or a container leaves it
 */
public record Heaps(long driver, OptionalLong executor, int tasks, long machine) {

    /**
     * Those of an application that runs.
     *
     * @param isLocal whether tasks run in this JVM
     * @param slots number of tasks that run at once in the whole application
     */
    public static Heaps of(SparkConf conf, boolean isLocal, int slots) {
        long driver = Runtime.getRuntime().maxMemory();
        long machine =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        if (isLocal) {
            return new Heaps(driver, OptionalLong.empty(), slots, machine);
        }
        int tasks = Math.max(1, conf.getInt("spark.executor.cores", 1) / conf.getInt("spark.task.cpus", 1));
        return new Heaps(
                driver, OptionalLong.of(conf.getSizeAsMb("spark.executor.memory", "1g") << 20), tasks, machine);
    }

    /** Bytes of the smaller of driver's and executor's. */
    public long smallest() {
        return Math.min(driver, executor.orElse(driver));
    }
}
