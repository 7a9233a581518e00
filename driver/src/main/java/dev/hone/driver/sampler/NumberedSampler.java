package dev.hone.driver.sampler;

import dev.hone.worker.trial.TrialConfig;
import java.io.Serializable;

/**
 * Chooses trials without a look at the history: a pure function of search space, seed and trial number. Nothing is kept per
 * trial, in memory or in the journal, so that a grid of millions of points costs nothing; safe for use by many threads at once.
 */
public interface NumberedSampler extends Sampler, Serializable {

    /**
     * The configuration of a trial; the same at every call.
     *
     * @param number from 0 to {@link #trials()} - 1
     */
    TrialConfig trial(long number);

    @Override
    default TrialConfig propose(long number, History history) {
        return trial(number);
    }
}
