package dev.hone.driver.execute;

import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;

/**
 * Trials whose executor died. Their task, which Spark starts again, gives up at once instead of taking down the next executor,
 * and with it the trials that run there; the driver then runs each of its trials alone.
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

    /** Whether a trial was lost. */
    public static boolean isLost(TrialOutcome outcome) {
        return outcome instanceof Failed failed && failed.category() == FailureCategory.EXECUTOR_LOST;
    }
}
