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

    /** Cancels what still runs, and tells what has happened since the last {@link #poll}: what has ended by now counts. */
    List<TrialEvent> stop();
}
