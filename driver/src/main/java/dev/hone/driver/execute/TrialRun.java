package dev.hone.driver.execute;

import dev.hone.worker.trial.TrialConfig;
import java.util.List;

/** The trials of one search on an executor. Used by one thread, and never waits for a trial. */
public interface TrialRun {

    /** Takes trials in. They begin in an order that the executor chooses, some of them together. */
    void submit(List<TrialConfig> trials);

    /** Whether so few trials wait that slots might idle soon. */
    boolean wantsMore();

    /**
     * Begins trials where slots are free, and tells what has happened since the last call.
     *
     * @throws TrialExecutionException if the engine itself fails, so that trials cannot go on
     */
    List<TrialEvent> poll();

    /**
     * Cancels a trial that has been submitted: nothing further is told of it. One that waits never begins. One that runs is
     * stopped, and its slot comes free as soon as its training looks at cancellation: within a fraction of a second for
     * Hone's trainers (each iteration, tree level or block of rows), for MLlib's in tasks (each of their jobs) and for Spark
     * jobs of the cluster lane. Code that does neither, nor minds an interrupt of its thread, keeps the slot until it
     * returns. Trials that share a training with it go on.
     */
    void cancel(TrialConfig trial);

    /**
     * Ends a training that a running trial shares with others; each of them is trained alone from then on, and waits for its
     * turn. What trials take longer together than each may take alone is found out that way.
     *
     * @return the trials that shared it; none if the trial does not run or is trained alone
     */
    default List<TrialConfig> separate(TrialConfig trial) {
        return List.of();
    }

    /**
     * Drops the trials that wait, so that none begins any more, while a search is about to stop; called again and again, beside
     * {@link #poll}.
     *
     * @return whether trials still run, or tasks that Spark has already
     */
    default boolean drain() {
        return false;
    }

    /** Cancels what still runs, and tells what has happened since the last {@link #poll}: what has ended by now counts. */
    List<TrialEvent> stop();
}
