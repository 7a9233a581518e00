package dev.hone.driver.execute.fault;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of this JVM that were left to trials which could not be stopped, and still run. Each takes a processor and memory
 * from the trials that follow. An executor with more of them than cores ends itself, and Spark starts another one: what ran
 * there beside is repeated, as after any loss of an executor. The driver is never ended: in local mode, and in the cluster lane,
 * whose fits have their threads in the driver, such a thread lasts as long as its code does.
 */
final class AbandonedThreads {
    private static final Logger LOG = LoggerFactory.getLogger(AbandonedThreads.class);

    /** Of an executor whose task could not be stopped, as with Spark's own task reaper. */
    private static final int EXIT_CODE = 57;

    /** What Spark calls the driver among the executors. */
    private static final String DRIVER = "driver";

    private static final AtomicInteger COUNT = new AtomicInteger();

    private AbandonedThreads() {}

    /** Counts one more; ends the JVM if it is an executor with too many. */
    static void add(String work) {
        int count = COUNT.incrementAndGet();
        LOG.warn(
                "{} was cancelled, but its code minds no interrupt: its thread goes on beside other trials ({} such"
                        + " threads)",
                work,
                count);
        SparkEnv env = SparkEnv.get();
        if (env != null && isExecutor(env) && areTooMany(count, cores(env.conf()))) {
            LOG.error("The executor ends, to be replaced: {} threads of trials cannot be stopped", count);
            endExecutor();
        }
    }

    static void remove(String work) {
        LOG.info("{}, which was cancelled, has ended ({} abandoned threads left)", work, COUNT.decrementAndGet());
    }

    /** How many there are. */
    static int count() {
        return COUNT.get();
    }

    static boolean areTooMany(int count, int cores) {
        return count > cores;
    }

    private static boolean isExecutor(SparkEnv env) {
        return !env.executorId().equals(DRIVER);
    }

    private static int cores(SparkConf conf) {
        return conf.getInt("spark.executor.cores", Runtime.getRuntime().availableProcessors());
    }

    /** From a thread of its own, as shutdown hooks may wait for tasks. */
    private static void endExecutor() {
        Thread end = new Thread(() -> System.exit(EXIT_CODE), "hone end of executor");
        end.setDaemon(true);
        end.start();
    }
}
