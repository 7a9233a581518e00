package dev.hone.deploy.bench.pipeline;

import java.util.concurrent.atomic.AtomicLong;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** Counts the jobs of a context. Spark tells of them a little later. */
final class JobCount extends SparkListener {
    private static final long TOLD_WITHIN_MILLIS = 1000;

    private final AtomicLong jobs = new AtomicLong();
    private final SparkContext context;

    private JobCount(SparkContext context) {
        this.context = context;
    }

    static JobCount of(SparkContext context) {
        JobCount count = new JobCount(context);
        context.addSparkListener(count);
        return count;
    }

    @Override
    public void onJobStart(SparkListenerJobStart job) {
        jobs.incrementAndGet();
    }

    long jobs() {
        try {
            context.listenerBus().waitUntilEmpty(TOLD_WITHIN_MILLIS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new IllegalStateException("Spark does not tell of its jobs", e);
        }
        return jobs.get();
    }
}
