package dev.hone.driver.execute.watch;

import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.spark.ExecutorLostFailure;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerTaskEnd;

/**
 * The attempts to run tasks that were lost with their executors. The task itself is heard of again only once Spark has another
 * executor for it, which takes longer than some trials may.
 */
final class LostAttempts extends SparkListener {
    private final SparkContext context;
    private final Queue<Long> lost = new ConcurrentLinkedQueue<>();
    private final Runnable wakeUp;

    /** @param wakeUp called with each, on a thread of Spark's */
    LostAttempts(SparkContext context, Runnable wakeUp) {
        this.context = context;
        this.wakeUp = wakeUp;
        context.addSparkListener(this);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd end) {
        if (end.reason() instanceof ExecutorLostFailure) {
            lost.add(end.taskInfo().taskId());
            wakeUp.run();
        }
    }

    /** Id of Spark's of the one that was lost first and has not been taken; empty if there is none. */
    Optional<Long> poll() {
        return Optional.ofNullable(lost.poll());
    }

    void close() {
        context.removeSparkListener(this);
    }
}
