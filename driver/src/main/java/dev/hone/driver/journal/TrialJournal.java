package dev.hone.driver.journal;

import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.function.Consumer;

/** Where a study keeps what becomes of its trials, so that it can be continued. */
public interface TrialJournal {

    /**
     * Hands every outcome and every proposal back, in the order of writing.
     *
     * @param proposals takes the trials that an adaptive sampler proposed, before their outcomes
     */
    void replay(Consumer<TrialOutcome> outcomes, Consumer<TrialConfig> proposals);

    /** Adds an outcome. */
    void append(TrialOutcome outcome);

    /** Adds a trial that an adaptive sampler proposed, so that the same one runs where the study is continued. */
    void propose(TrialConfig config);

    /** Writes what has waited long enough. */
    void flushIfDue();

    /** Writes all that waits. */
    void flush();

    /** Keeps nothing, for studies that are not continued. */
    static TrialJournal none() {
        return new None();
    }

    /** See {@link #none}. */
    final class None implements TrialJournal {
        private None() {}

        @Override
        public void replay(Consumer<TrialOutcome> outcomes, Consumer<TrialConfig> proposals) {}

        @Override
        public void append(TrialOutcome outcome) {}

        @Override
        public void propose(TrialConfig config) {}

        @Override
        public void flushIfDue() {}

        @Override
        public void flush() {}
    }
}
