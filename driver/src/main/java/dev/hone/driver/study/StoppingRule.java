package dev.hone.driver.study;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * When a study stops before its sampler has run out of trials, and a trial before it ends.
 *
 * @param timeLimit wall time of the search, counted from its start and anew when it is continued; no limit by default
 * @param leastScored how many trials must have a score before the limit counts; none by default
 * @param trialTimeout how long a trial may run, counted from its first task's start without the time that it waits for a slot;
 *     one that runs longer is cancelled and has failed. No limit by default
 * @param failures what trials that fail come to; by default any number may, and none is run again
 */
public record StoppingRule(
        Optional<Duration> timeLimit, long leastScored, Optional<Duration> trialTimeout, FailureRule failures) {

    public StoppingRule {
        trialTimeout.ifPresent(limit -> {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("Trial timeout must be positive (timeout: " + limit + ")");
            }
        });
        timeLimit.ifPresent(limit -> {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("Time limit must be positive (limit: " + limit + ")");
            }
        });
    }

    /** Lets trials run as long as they take. */
    public StoppingRule(Optional<Duration> timeLimit, long leastScored) {
        this(timeLimit, leastScored, Optional.empty(), FailureRule.none());
    }

    /** Stops at the limit whatever there is. */
    public StoppingRule(Optional<Duration> timeLimit) {
        this(timeLimit, 0);
    }

    /** Runs every trial of the sampler. */
    public static StoppingRule never() {
        return new StoppingRule(Optional.empty());
    }

    /**
     * The same rule, where each trial may run for so long.
     *
     * @throws IllegalArgumentException if the timeout is not positive
     */
    public StoppingRule withTrialTimeout(Duration timeout) {
        return new StoppingRule(timeLimit, leastScored, Optional.of(timeout), failures);
    }

    /** The same rule, where failed trials come to something else. */
    public StoppingRule withFailures(FailureRule rule) {
        return new StoppingRule(timeLimit, leastScored, trialTimeout, rule);
    }

    /** A duration as study files have it, such as {@code 1h30m}. */
    public static String text(Duration duration) {
        return duration.toString().substring("PT".length()).toLowerCase(Locale.ROOT);
    }

    boolean reached(Duration elapsed, long scored) {
        return timeLimit.isPresent() && elapsed.compareTo(timeLimit.get()) >= 0 && scored >= leastScored;
    }
}
