package dev.hone.driver.study;

import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A study without an executor: whoever asks for trials runs them, and tells what becomes of them. What its journal holds is not
 * asked for again, and trials that an earlier run asked for and did not tell come first. Used by one thread.
 */
public final class OpenStudy {
    private final TrialJournal journal;
    private final Leaderboard leaderboard;
    private final Proposals proposals;
    private final TreeMap<Long, TrialOutcome> outcomes = new TreeMap<>();

    /**
     * Reads back what the journal holds.
     *
     * @param sampler proposes the trials; at most 2^31 - 1 of them
     * @param objective what ranks them, the one metric that they are scored by
     * @param journal of this study; flushed but not closed by it
     */
    public OpenStudy(Sampler sampler, Objective objective, TrialJournal journal) {
        this.journal = journal;
        leaderboard = new Leaderboard(objective, List.of(objective.metric()));
        proposals = Proposals.of(sampler, journal);
        journal.replay(this::add, proposals::replay);
    }

    /** The next trial to run; empty if all have been asked for. */
    public Optional<TrialConfig> ask() {
        return proposals.ask();
    }

    /** Takes what has become of a trial, which is on disk when this returns; of a trial that has ended already it changes nothing. */
    public void tell(TrialOutcome outcome) {
        if (add(outcome)) {
            journal.append(outcome);
            journal.flush();
        }
    }

    private boolean add(TrialOutcome outcome) {
        boolean isNew = proposals.end(outcome);
        if (isNew) {
            leaderboard.add(outcome);
            outcomes.put(outcome.config().number(), outcome);
        }
        return isNew;
    }

    /** The trials that have ended, ranked. */
    public Leaderboard leaderboard() {
        return leaderboard;
    }

    /** The trials that have ended, by number. */
    public List<TrialOutcome> outcomes() {
        return List.copyOf(outcomes.values());
    }

    /** The configuration of a trial that has been asked for. */
    public TrialConfig trial(long number) {
        return proposals.trial(number);
    }
}
