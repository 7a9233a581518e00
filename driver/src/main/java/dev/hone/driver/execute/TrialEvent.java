package dev.hone.driver.execute;

import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.time.Duration;

/** What an executor tells of a trial. */
public sealed interface TrialEvent {

    /** The trial. */
    TrialConfig config();

    /**
     * A trial runs, having waited before. Told only where the executor knows before the trial ends, which those do that take
     * longer than a fraction of a second.
     *
     * @param ago how long before this event it began
     * @param trainings how many share the time that it runs, its own included
     */
    record Began(TrialConfig config, Duration ago, int trainings) implements TrialEvent {
        /** One that has the time to itself. */
        public Began(TrialConfig config, Duration ago) {
            this(config, ago, 1);
        }
    }

    /** A trial that has begun waits for a slot again, as between two of its folds. */
    record Paused(TrialConfig config) implements TrialEvent {}

    /** A trial waits to begin anew, as one that was lost with its executor: how long it has run does not count. */
    record Restarted(TrialConfig config) implements TrialEvent {}

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
