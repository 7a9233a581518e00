package dev.hone.tuning;

import dev.hone.driver.study.StudyProgress;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How far a search is.
 *
 * @param trials number of trials of the whole search; empty where only a time limit ends it
 * @param succeeded trials that have a score, those of earlier runs that this one continues included
 * @param failed trials that have failed
 * @param bestMetric the best score so far, a mean over the folds where there are folds; empty before the first
 * @param elapsed wall time of this run's search
 */
public record TuningProgress(
        OptionalLong trials, int succeeded, int failed, OptionalDouble bestMetric, Duration elapsed) {

    static TuningProgress of(StudyProgress progress) {
        String metric = progress.leaderboard().objective().metric();
        return new TuningProgress(
                progress.isCounted() ? OptionalLong.of(progress.trials()) : OptionalLong.empty(),
                progress.leaderboard().succeeded(),
                progress.leaderboard().failed(),
                progress.leaderboard().best().trial().stream()
                        .mapToDouble(best -> best.mean(metric))
                        .findFirst(),
                progress.elapsed());
    }
}
