package dev.hone.driver.study;

import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.util.HashMap;
import java.util.Map;

/** Counts how often trials have failed by circumstances, in a run and those before that it continues. */
final class FailedAttempts {
    private final int retries;
    private final Map<Long, Integer> attempts = new HashMap<>();

    /** @param retries how often such a trial is run again */
    FailedAttempts(int retries) {
        this.retries = retries;
    }

    /** Takes note of an outcome; whether its trial is to run again, so that the outcome is not its last. */
    boolean runsAgain(TrialOutcome outcome) {
        return retries > 0
                && isByCircumstances(outcome)
                && attempts.merge(outcome.config().number(), 1, Integer::sum) <= retries;
    }

    /** Whether a trial has failed, and not by its config's own making. */
    static boolean isByCircumstances(TrialOutcome outcome) {
        return outcome instanceof Failed failed && failed.category().isOfCircumstances();
    }
}
