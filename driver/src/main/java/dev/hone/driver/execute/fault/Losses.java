package dev.hone.driver.execute.fault;

import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.SparkConf;

/**
 * How often the trials of a search were lost with their executors. A trial that ran beside others is only a suspect; one that
 * ran alone has failed, but for executors, which others may kill too, only once it was lost as often as Spark lets a task be: {@code
 * spark.task.maxFailures} times, 4 by default. See {@link LostTrials}. Used by the thread that polls the search.
 */
public final class Losses {
    private static final String MOST = "spark.task.maxFailures";
    private static final int MOST_BY_DEFAULT = 4;

    private final int most;
    private final Map<Long, Integer> losses = new HashMap<>();

    Losses(int most) {
        this.most = most;
    }

    /** None yet, of an application with these settings. */
    public static Losses none(SparkConf conf) {
        return new Losses(conf.getInt(MOST, MOST_BY_DEFAULT));
    }

    /**
     * Takes note of what a trial came to; whether it is to run again, alone.
     *
     * @param wasAlone whether nothing else ran beside it
     */
    public boolean runsAgain(TrialOutcome outcome, boolean wasAlone) {
        return outcome instanceof Failed failed
                && switch (failed.category()) {
                    case OUT_OF_MEMORY -> !wasAlone;
                    case EXECUTOR_LOST -> isLostTooSeldom(failed) || !wasAlone;
                    default -> false;
                };
    }

    private boolean isLostTooSeldom(Failed lost) {
        return losses.merge(lost.config().number(), 1, Integer::sum) < most;
    }
}
