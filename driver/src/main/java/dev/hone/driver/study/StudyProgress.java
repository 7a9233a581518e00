package dev.hone.driver.study;

import dev.hone.driver.ranking.Leaderboard;
import java.time.Duration;

/**
 * How far a study is.
 *
 * @param leaderboard the outcomes so far; grows while the study runs
 * @param trials number of trials of the whole study
 * @param continued how many of the outcomes an earlier run has left
 * @param elapsed wall time of this run's search
 */
public record StudyProgress(Leaderboard leaderboard, long trials, long continued, Duration elapsed) {

    /** Trials that have ended, of this run and earlier ones. */
    public long done() {
        return (long) leaderboard.succeeded() + leaderboard.failed();
    }
}
