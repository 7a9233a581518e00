package dev.hone.worker.trial;

import org.apache.spark.TaskContext;

/** Ends the task of a trial that was cancelled. */
public final class Cancellation {
    private Cancellation() {}

    /** Whether the thread runs a task: one that has a single slot. */
    public static boolean isInTask() {
        return TaskContext.get() != null;
    }

    /**
     * To be called now and then while a trial runs; does nothing outside a task.
     *
     * @throws org.apache.spark.TaskKilledException if the running task was cancelled
     */
    public static void check() {
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.killTaskIfInterrupted();
        }
    }
}
