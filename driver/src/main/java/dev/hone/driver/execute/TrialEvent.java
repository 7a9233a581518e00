package dev.hone.driver.execute;

import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;

/** What an executor tells of a trial. */
public sealed interface TrialEvent {

    /** The trial. */
    TrialConfig config();

    /** A fold of a trial that still runs on other folds was scored. */
    record FoldScored(TrialConfig config, FoldScore score) implements TrialEvent {}

    /** The model of a trial on a fold, where the executor keeps models; without parent and training summary. */
    record FoldTrained(TrialConfig config, int fold, TrainedModel trained) implements TrialEvent {}

    /** A trial has ended; the last event of it. */
    record Ended(TrialOutcome outcome) implements TrialEvent {
        @Override
        public TrialConfig config() {
            return outcome.config();
        }
    }
}
