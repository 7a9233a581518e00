package dev.hone.driver.study;

import java.time.Duration;
import java.util.Optional;

/**
 * When a study stops before its sampler has run out of trials.
 *
 * @param timeLimit wall time of the search, counted from its start and anew when it is continued; no limit by default
 * @param leastScored how many trials must have a score before the limit counts; none by default
 */
public record StoppingRule(Optional<Duration> timeLimit, long leastScored) {

    public StoppingRule {
        timeLimit.ifPresent(limit -> {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("Time limit must be positive (limit: " + limit + ")");
            }
        });
    }

    /** Stops at the limit whatever there is. */
    public StoppingRule(Optional<Duration> timeLimit) {
        this(timeLimit, 0);
    }

    /** Runs every trial of the sampler. */
    public static StoppingRule never() {
        return new StoppingRule(Optional.empty());
    }

    boolean reached(Duration elapsed, long scored) {
        return timeLimit.isPresent() && elapsed.compareTo(timeLimit.get()) >= 0 && scored >= leastScored;
    }
}
