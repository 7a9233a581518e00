package dev.hone.driver.journal;

import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.List;
import java.util.function.Consumer;

/** Where a study keeps what becomes of its trials, so that it can be continued. */
public interface TrialJournal {

    /**
     * Hands every outcome and every proposal back, in the order of writing.
     *
     * @param proposals takes the trials that an adaptive sampler proposed, before their outcomes
     */
    void replay(Consumer<TrialOutcome> outcomes, Consumer<TrialConfig> proposals);

    /** Outcomes of an earlier run that the study has started from, for samplers to learn from; the same for good. */
    List<TrialOutcome> earlier();

    /** The trials that may have ended the process of an earlier run; none where that is not known. */
    default SetAside setAside() {
        return SetAside.NONE;
    }

    /** Adds an outcome. */
    void append(TrialOutcome outcome);

    /** Adds a trial that an adaptive sampler proposed, so that the same one runs where the study is continued. */
    void propose(TrialConfig config);

    /** Whether what has ended cannot be written at the moment; trials that begin now may be lost. */
    default boolean isFailing() {
        return false;
    }

    /** Writes what has waited long enough. */
    void flushIfDue();

    /** Writes all that waits. */
    void flush();

    /** Keeps nothing, for studies that are not continued. */
    static TrialJournal none() {
        return startedFrom(List.of());
    }

    /** Keeps nothing but the outcomes of an earlier run to start from. */
    static TrialJournal startedFrom(List<TrialOutcome> earlier) {
        return new None(earlier);
    }

    /** See {@link #none} and {@link #startedFrom}. */
    final class None implements TrialJournal {
        private final List<TrialOutcome> earlier;

        private None(List<TrialOutcome> earlier) {
            this.earlier = List.copyOf(earlier);
        }

        @Override
        public List<TrialOutcome> earlier() {
            return earlier;
        }

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
