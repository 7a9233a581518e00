package dev.hone.driver.tuning.search;

import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.study.StudyListener;
import dev.hone.driver.study.StudyProgress;
import dev.hone.worker.trial.TrialOutcome;
import java.util.List;
import java.util.TreeMap;

/** Keeps the outcomes of a search, those of an earlier run that it continues included; of each trial the first one, unless
 * it failed by circumstances and was run again. */
public final class KeptOutcomes implements StudyListener {
    private final TreeMap<Long, TrialOutcome> outcomes = new TreeMap<>();

    private KeptOutcomes() {}

    /** With what a journal holds. */
    public static KeptOutcomes of(TrialJournal journal) {
        KeptOutcomes kept = new KeptOutcomes();
        journal.replay(kept::keep, proposed -> {});
        return kept;
    }

    @Override
    public void ended(TrialOutcome outcome, StudyProgress progress) {
        keep(outcome);
    }

    private void keep(TrialOutcome outcome) {
        outcomes.merge(outcome.config().number(), outcome, TrialOutcome::followedBy);
    }

    /** By number; not those of an earlier run that had more trials. */
    public List<TrialOutcome> below(long number) {
        return List.copyOf(outcomes.headMap(number).values());
    }
}
