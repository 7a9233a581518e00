package dev.hone.driver.study;

import java.util.Optional;

/**
 * What trials that fail come to.
 *
 * @param limit how many may fail before the search gives up; none by default, as in Optuna: a search goes on whatever fails
 * @param retries how often a trial is run again that failed by {@linkplain
 *     dev.hone.worker.trial.FailureCategory#isOfCircumstances circumstances}, in this run and those that continue it; 0 by default
 */
public record FailureRule(Optional<FailureLimit> limit, int retries) {
    /** The largest number of retries. */
    public static final int MOST_RETRIES = 10;

    private static final FailureRule NONE = new FailureRule(Optional.empty(), 0);

    public FailureRule {
        if (retries < 0 || retries > MOST_RETRIES) {
            throw new IllegalArgumentException("must be between 0 and " + MOST_RETRIES + " (value: " + retries + ")");
        }
    }

    /** Any number may fail, and none is run again. */
    public static FailureRule none() {
        return NONE;
    }

    /** Whether more have failed than may. */
    boolean isExceeded(long failed, long ended) {
        return limit.isPresent() && limit.get().isExceeded(failed, ended);
    }
}
