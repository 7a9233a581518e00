package dev.hone.tuning;

import java.util.List;
import java.util.Optional;

/**
 * What an {@link ObjectiveTuner} has found.
 *
 * @param best the trial with the best score; of equal scores the lower number
 * @param trials all trials that have ended, failed ones and those of an earlier run that was continued included, by number
 * @param endedEarly why fewer trials have ended than were asked for, as one line; empty if all have
 */
public record ObjectiveResult(TrialResult best, List<TrialResult> trials, Optional<String> endedEarly) {
    public ObjectiveResult {
        trials = List.copyOf(trials);
    }

    /** The best score. */
    public double bestScore() {
        return best.score().orElseThrow();
    }
}
