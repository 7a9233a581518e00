package dev.hone.driver.execute.fault;

import dev.hone.worker.evaluate.ThrownCategory;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Spark jobs that are repeated as a whole where their executors died. Spark gives a job up once one of its tasks was lost {@code
 * spark.task.maxFailures} times (4 by default), which on a cluster that takes executors back says nothing of the job.
 */
public final class RepeatedJobs {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedJobs.class);

    /** So often jobs are run; with Spark's own attempts, a task is lost twenty times by then. */
    public static final int MOST_TRIES = 5;

    private RepeatedJobs() {}

    /**
     * What jobs give, which must be able to run again from their start.
     *
     * @param name of what they do, for the log
     * @throws RuntimeException what they throw in the last try, or for another reason than a lost executor in any
     */
    public static <T> T of(String name, Supplier<T> jobs) {
        for (int tried = 1; tried < MOST_TRIES; tried++) {
            try {
                return jobs.get();
            } catch (Exception e) { // Spark's are checked, and thrown undeclared
                if (!ThrownCategory.isExecutorLost(e)) {
                    throw e;
                }
                LOG.warn("{} lost its executors, and runs again ({} of {} tries)", name, tried, MOST_TRIES);
            }
        }
        return jobs.get();
    }
}
