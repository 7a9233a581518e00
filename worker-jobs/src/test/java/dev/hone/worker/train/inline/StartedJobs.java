package dev.hone.worker.train.inline;

import dev.hone.worker.LocalSpark;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;

/** Counts the jobs that Spark starts while something runs. */
final class StartedJobs extends SparkListener {
    private final AtomicInteger jobs = new AtomicInteger();

    private StartedJobs() {}

    static int during(Runnable body) throws TimeoutException {
        SparkContext context = LocalSpark.session().sparkContext();
        StartedJobs counter = new StartedJobs();
        context.listenerBus().waitUntilEmpty();
        context.addSparkListener(counter);
        try {
            body.run();
            context.listenerBus().waitUntilEmpty();
        } finally {
            context.removeSparkListener(counter);
        }
        return counter.jobs.get();
    }

    @Override
    public void onJobStart(SparkListenerJobStart start) {
        jobs.incrementAndGet();
    }
}
