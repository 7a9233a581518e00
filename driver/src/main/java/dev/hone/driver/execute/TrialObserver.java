package dev.hone.driver.execute;

import dev.hone.worker.trial.TrialOutcome;

/** Follows the trials of a run. */
public interface TrialObserver {

    /** A trial has ended. */
    void ended(TrialOutcome outcome);

    /** Asked again and again, at least ten times a second: whether to go on. Once false, running trials are cancelled. */
    boolean goOn();
}
