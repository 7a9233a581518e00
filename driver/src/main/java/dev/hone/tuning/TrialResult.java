package dev.hone.tuning;

import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A trial that has ended.
 *
 * @param trial its number, seed and params
 * @param score what the objective returned; empty if the trial failed
 * @param failure category and message, as in {@code leaderboard.csv}; empty if there is a score
 * @param duration wall time of the trial
 */
public record TrialResult(Trial trial, OptionalDouble score, Optional<String> failure, Duration duration) {

    static TrialResult of(TrialOutcome outcome, String metric) {
        Trial trial = new Trial(outcome.config());
        Duration duration = Duration.ofNanos(outcome.nanos());
        return outcome instanceof Scored scored
                ? new TrialResult(trial, OptionalDouble.of(scored.mean(metric)), Optional.empty(), duration)
                : new TrialResult(trial, OptionalDouble.empty(), Optional.of(((Failed) outcome).reason()), duration);
    }

    static List<TrialResult> of(List<TrialOutcome> outcomes, String metric) {
        return outcomes.stream().map(outcome -> of(outcome, metric)).toList();
    }
}
