package dev.hone.driver.execute.watch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.spark.SparkEnv;
import org.apache.spark.rpc.RpcEndpointRef;
import org.apache.spark.util.RpcUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches a task for its time: once that is over the task begins no other unit, and the driver is told in which one it still
 * is. So the driver knows how long trials run, and hands the units behind to other tasks. A task that ends in time sends nothing.
 */
public final class TaskWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TaskWatch.class);

    /** When a task begins no other unit: long compared to what a task costs, short compared to a person's patience. */
    public static final long LAST_BEGIN_NANOS = 200_000_000;

    private static final ScheduledThreadPoolExecutor TIMER = timer();

    /** The drivers' ends of the latest runs, each of which takes a message to find. Used by the timer's thread alone. */
    private static final Map<String, RpcEndpointRef> DRIVERS = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;
        private static final int MOST_KEPT = 16;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, RpcEndpointRef> eldest) {
            return size() > MOST_KEPT;
        }
    };

    private final String driver;
    private final long task;
    private final long attempt;
    private final long start = System.nanoTime();
    private final Future<?> timeIsOver;

    /** Position of the unit that the task is in; written by the task's thread, read by the timer's. */
    private int unit;

    private long unitStart = start;
    private boolean isOver;

    private TaskWatch(String driver, long task, long attempt) {
        this.driver = driver;
        this.task = task;
        this.attempt = attempt;
        timeIsOver = TIMER.schedule(this::end, LAST_BEGIN_NANOS, TimeUnit.NANOSECONDS);
    }

    /**
     * Begins to watch a task, whose first unit begins now.
     *
     * @param driver name of the {@link TaskReports}
     * @param task number of the task in its run
     * @param attempt id of Spark's for this attempt to run it
     */
    public static TaskWatch of(String driver, long task, long attempt) {
        return new TaskWatch(driver, task, attempt);
    }

    /** Whether the task may begin a unit; if so it has. */
    public synchronized boolean begins(int next) {
        long now = System.nanoTime();
        if (next > 0 && (isOver || now - start >= LAST_BEGIN_NANOS)) {
            return false;
        }
        unit = next;
        unitStart = now;
        return true;
    }

    private void end() {
        try {
            send(reportAndEnd());
        } catch (RuntimeException e) {
            // The search has ended, or the executor is being lost; else its trials are not timed.
            LOG.debug("Task {} could not tell the driver how long it runs", attempt, e);
        }
    }

    private synchronized TaskReport reportAndEnd() {
        isOver = true;
        return new TaskReport(task, attempt, unit, System.nanoTime() - unitStart);
    }

    private void send(TaskReport report) {
        DRIVERS.computeIfAbsent(driver, TaskWatch::found).send(report.toMessage());
    }

    private static RpcEndpointRef found(String driver) {
        SparkEnv env = SparkEnv.get();
        return RpcUtils.makeDriverRef(driver, env.conf(), env.rpcEnv());
    }

    /** The task has ended. */
    @Override
    public void close() {
        timeIsOver.cancel(false);
    }

    private static ScheduledThreadPoolExecutor timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "hone-task-watch");
            thread.setDaemon(true);
            return thread;
        });
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }
}
