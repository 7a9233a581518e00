package dev.hone.driver.study;

import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.List;
import java.util.Optional;

/** What a study has asked its sampler for, and what has become of it. */
sealed interface Proposals permits NumberedProposals, AdaptiveProposals {

    /** Those of a sampler, of which the adaptive ones are journalled before they run. */
    static Proposals of(Sampler sampler, TrialJournal journal) {
        return sampler instanceof NumberedSampler numbered
                ? new NumberedProposals(numbered)
                : new AdaptiveProposals(CurveSampler.of(sampler), journal::propose, journal.earlier());
    }

    /** One further trial to run now, whatever runs already; empty if all have been proposed. */
    Optional<TrialConfig> ask();

    /**
     * The trials to submit now; none if enough are under way, or all have been proposed.
     *
     * @param executorWantsMore whether slots of the executor might idle soon
     * @param slots of the executor
     * @param parts number of slots that one trial can take, as {@link dev.hone.driver.execute.TrialExecutor#parts}
     */
    List<TrialConfig> next(boolean executorWantsMore, int slots, int parts);

    /** A trial that was proposed. */
    TrialConfig trial(long number);

    /** Takes note of a fold of a running trial; one that is told again, since its task was lost, counts once. */
    void score(TrialConfig trial, FoldScore score);

    /** Forgets the folds of a trial that runs again from its start. */
    void restart(TrialConfig trial);

    /** Takes note of a trial that has ended; whether it is one of the study's that had not ended before. */
    boolean end(TrialOutcome outcome);

    /** Takes back a trial that an earlier run proposed. */
    void replay(TrialConfig proposed);

    /** What the sampler knows now; nothing where it does not look at it. */
    History history();

    /** Number of trials that have ended. */
    long ended();

    /**
     * Number of trials of the whole study, {@link dev.hone.driver.sampler.SamplerSettings#UNLIMITED} where only a time limit
     * ends it; at most so many while proposals of several trials are to come.
     */
    long planned();

    /** Whether submitted trials have not ended. */
    boolean isRunning();
}
