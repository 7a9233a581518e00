package dev.hone.driver.journal;

import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;

/** A line of a journal. */
sealed interface JournalEntry {

    /** A trial that an adaptive sampler proposed. */
    record Proposed(TrialConfig config) implements JournalEntry {}

    /** How a trial ended. */
    record Ended(TrialOutcome outcome) implements JournalEntry {}
}
