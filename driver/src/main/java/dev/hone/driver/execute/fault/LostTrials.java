package dev.hone.driver.execute.fault;

import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Failed;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/**
 * Trials that may have failed for another one's sake. Where an executor dies, any of its trials may be the one that killed it:
 * their task, which Spark starts again, gives up at once instead of taking down the next executor, and with it the trials that
 * run there. Where memory runs out, the trial that asks for a little more need not be the one that has it all. The driver then
 * runs each of them alone, see {@link Losses}.
 */
public final class LostTrials {
    private LostTrials() {}

    /** Whether the task of this thread was lost with its executor before. Not with speculation, whose copies look the same. */
    public static boolean isTaskRepeated() {
        return TaskContext.get().attemptNumber() > 0 && !SparkEnv.get().conf().getBoolean("spark.speculation", false);
    }

    /** What such a task tells of a trial. */
    public static Failed outcome(TrialConfig config) {
        String message = "the executor was lost while it ran this trial";
        return new Failed(config, FailureCategory.EXECUTOR_LOST, message, 0);
    }
}
