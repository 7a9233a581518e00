package dev.hone.driver.study;

import dev.hone.worker.trial.FailureCategory;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.time.Duration;

/**
 * A trial that has run longer than a trial may.
 *
 * @param limit how long one may
 * @param time how long it has
 */
record TrialTimeout(Duration limit, Duration time) {
    private static final long MILLIS_TOLD = 100;

    Failed outcome(TrialConfig trial) {
        return new Failed(trial, FailureCategory.TIMED_OUT, message(), time.toNanos());
    }

    String message() {
        Duration told = time.minusMillis(time.toMillis() % MILLIS_TOLD);
        return "timed out after " + StoppingRule.text(told) + " (trial timeout: " + StoppingRule.text(limit) + ")";
    }
}
