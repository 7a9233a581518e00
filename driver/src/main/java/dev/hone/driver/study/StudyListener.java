package dev.hone.driver.study;

import dev.hone.worker.trial.TrialOutcome;

/** Follows a study; called by one thread. */
public interface StudyListener {

    /** The search begins; {@code progress} holds what an earlier run has left, if this one continues it. */
    default void started(StudyProgress progress) {}

    /** A trial has ended. */
    default void ended(TrialOutcome outcome, StudyProgress progress) {}

    /** Some time has passed, at most a tenth of a second since the last call. */
    default void tick(StudyProgress progress) {}

    /** The search is over: all trials have run, or it was stopped. */
    default void finished(StudyProgress progress) {}
}
