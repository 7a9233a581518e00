package dev.hone.driver.task;

import dev.hone.worker.trial.TrialConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.stream.Collectors;
import org.apache.spark.SparkContext;
import org.apache.spark.TaskContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Which study and trial log lines are about: entries {@value #STUDY} and {@value #TRIAL} of the MDC, which a thread has until this
 * is closed. On executors what Spark itself logs of a task has them as {@code mdc.hone.study} and {@code mdc.hone.trial}, by local
 * properties of Spark's jobs. To be closed by the thread that opened it, whose earlier entries and properties it then has again.
 */
public final class LogContext implements AutoCloseable {
    /** Name of the study. */
    public static final String STUDY = "hone.study";

    /** Number of the trial; of trials that share a training their numbers, separated by commas. */
    public static final String TRIAL = "hone.trial";

    /** Spark puts local properties with this prefix into the MDC of tasks, prefix and all. */
    private static final String OF_JOBS = "mdc.";

    private static final int MOST_TRIALS = 20;

    private final Map<String, @Nullable String> earlier = new LinkedHashMap<>();
    private final Map<String, @Nullable String> earlierOfJobs = new LinkedHashMap<>();
    private final @Nullable SparkContext context;

    private LogContext(@Nullable SparkContext context) {
        this.context = context;
    }

    /** What this thread logs, and the jobs that it submits, are about a study. */
    public static LogContext ofStudy(SparkContext context, String study) {
        return new LogContext(context).put(STUDY, study).putOfJobs(STUDY, study);
    }

    /** What this thread logs is about a trial. */
    public static LogContext ofTrial(TrialConfig trial) {
        return new LogContext(null).put(TRIAL, Long.toString(trial.number()));
    }

    /** What this thread logs, and the jobs that it submits, are about a trial. */
    public static LogContext ofTrialAndJobs(SparkContext context, TrialConfig trial) {
        String number = Long.toString(trial.number());
        return new LogContext(context).put(TRIAL, number).putOfJobs(TRIAL, number);
    }

    /** What this thread logs is about trials, and about the study whose job the running task is of, if one runs. */
    public static LogContext ofTrialsInTask(List<TrialConfig> trials) {
        LogContext opened = new LogContext(null).put(TRIAL, numbers(trials));
        TaskContext task = TaskContext.get();
        String study = task == null ? null : task.getLocalProperty(OF_JOBS + STUDY);
        return study == null ? opened : opened.put(STUDY, study);
    }

    private static String numbers(List<TrialConfig> trials) {
        String first = trials.stream()
                .limit(MOST_TRIALS)
                .map(trial -> Long.toString(trial.number()))
                .collect(Collectors.joining(","));
        return trials.size() > MOST_TRIALS ? first + ",..." : first;
    }

    /** Runs with the MDC that the calling thread has now, on a thread that has none. */
    public static Runnable inherited(Runnable work) {
        Map<String, String> entries = MDC.getCopyOfContextMap();
        return entries == null || entries.isEmpty()
                ? work
                : () -> {
                    MDC.setContextMap(entries);
                    work.run();
                };
    }

    /** Makes threads of a pool, each with the MDC of the thread for whose sake it is made. */
    public static ThreadFactory threads() {
        ThreadFactory factory = Executors.defaultThreadFactory();
        return task -> factory.newThread(inherited(task));
    }

    private LogContext put(String key, String value) {
        earlier.put(key, MDC.get(key));
        MDC.put(key, value);
        return this;
    }

    private LogContext putOfJobs(String key, String value) {
        if (context != null) {
            String property = OF_JOBS + key;
            earlierOfJobs.put(property, context.getLocalProperty(property));
            context.setLocalProperty(property, value);
        }
        return this;
    }

    @Override
    public void close() {
        earlier.forEach((key, value) -> {
            if (value == null) {
                MDC.remove(key);
            } else {
                MDC.put(key, value);
            }
        });
        if (context != null) {
            earlierOfJobs.forEach(context::setLocalProperty);
        }
    }
}
