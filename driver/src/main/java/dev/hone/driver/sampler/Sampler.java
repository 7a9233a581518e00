package dev.hone.driver.sampler;

import dev.hone.worker.trial.TrialConfig;
import java.io.Serializable;
import java.util.OptionalLong;

/**
 * Chooses the trials of a study whose choice does not depend on outcomes. A pure function of search space, seed and
 * trial number, so executors decode their trials themselves; safe for use by many threads at once.
 */
public interface Sampler extends Serializable {

    /** Number of trials, at least 1. */
    long trials();

    /** Number of distinct configurations that it can propose; empty if there is no end of them. */
    default OptionalLong distinct() {
        return OptionalLong.of(trials());
    }

    /**
     * The configuration of a trial; the same at every call.
     *
     * @param number from 0 to {@link #trials()} - 1
     */
    TrialConfig trial(long number);
}
