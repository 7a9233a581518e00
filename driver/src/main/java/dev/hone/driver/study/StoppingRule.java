package dev.hone.driver.study;

import java.time.Duration;
import java.util.Optional;

/**
 * When a study stops before its sampler has run out of trials.
 *
 * @param timeLimit wall time of the search, counted from its start and anew when it is continued; no limit by default
 */
public record StoppingRule(Optional<Duration> timeLimit) {

    public StoppingRule {
        timeLimit.ifPresent(limit -> {
            if (limit.isNegative() || limit.isZero()) {
                throw new IllegalArgumentException("Time limit must be positive (limit: " + limit + ")");
            }
        });
    }

    /** Runs every trial of the sampler. */
    public static StoppingRule never() {
        return new StoppingRule(Optional.empty());
    }

    boolean reached(Duration elapsed) {
        return timeLimit.isPresent() && elapsed.compareTo(timeLimit.get()) >= 0;
    }
}
