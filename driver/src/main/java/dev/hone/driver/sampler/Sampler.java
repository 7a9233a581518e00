package dev.hone.driver.sampler;

import dev.hone.worker.trial.TrialConfig;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Proposes the trials of a study, one after the other, by what is known of those before. Called by one thread, and without
 * effect on the sampler: the same number, history and seed give the same proposal, so that a study that is continued proposes
 * what it would have proposed undisturbed.
 *
 * <p>A sampler that does not look at the history is a {@link NumberedSampler}.
 */
public interface Sampler {

    /** Number of trials, at least 1. */
    long trials();

    /** Whether there is a number of trials, and not a time limit only. */
    default boolean isCounted() {
        return trials() < SamplerSettings.UNLIMITED;
    }

    /** Number of distinct configurations that it can propose; empty if there is no end of them. */
    default OptionalLong distinct() {
        return OptionalLong.of(trials());
    }

    /** Which methods it uses when, and why, and which trainings end early, as a summary shows it; empty if that is plain. */
    default Optional<String> plan() {
        return Optional.empty();
    }

    /**
     * The configuration of the next trial.
     *
     * @param number the trial's number, from 0 to {@link #trials()} - 1; each is proposed once
     * @param history the trials of smaller numbers
     */
    TrialConfig propose(long number, History history);
}
