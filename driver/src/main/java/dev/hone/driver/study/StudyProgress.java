package dev.hone.driver.study;

import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.sampler.SamplerSettings;
import java.time.Duration;

/**
 * How far a study is.
 *
 * @param leaderboard the outcomes so far; grows while the study runs
 * @param trials number of trials of the whole study; {@link SamplerSettings#UNLIMITED} where only a time limit ends it
 * @param continued how many of the outcomes an earlier run has left
 * @param elapsed wall time of this run's search
 */
public record StudyProgress(Leaderboard leaderboard, long trials, long continued, Duration elapsed) {

    /** Whether the study has a number of trials, and not a time limit only. */
    public boolean isCounted() {
        return trials < SamplerSettings.UNLIMITED;
    }

    /** Trials that have ended, of this run and earlier ones. */
    public long done() {
        return (long) leaderboard.succeeded() + leaderboard.failed();
    }
}
