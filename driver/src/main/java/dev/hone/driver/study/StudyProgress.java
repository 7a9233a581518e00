package dev.hone.driver.study;

import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.worker.trial.TrialConfig;
import java.time.Duration;
import java.util.List;

/**
 * How far a study is.
 *
 * @param leaderboard the outcomes so far; grows while the study runs
 * @param trials number of trials of the whole study; {@link SamplerSettings#UNLIMITED} where only a time limit ends it
 * @param continued how many of the outcomes an earlier run has left
 * @param elapsed wall time of this run's search
 * @param inFlight the trials that its executor has
 */
public record StudyProgress(Leaderboard leaderboard, long trials, long continued, Duration elapsed, InFlight inFlight) {

    /** That of a search whose trials nobody here runs. */
    public StudyProgress(Leaderboard leaderboard, long trials, long continued, Duration elapsed) {
        this(leaderboard, trials, continued, elapsed, InFlight.NONE);
    }

    /**
     * A trial that runs.
     *
     * @param time for how long, without what it waited for slots
     */
    public record Running(TrialConfig config, Duration time) {}

    /**
     * What an executor has of a search.
     *
     * @param slots number of trials that run at once
     * @param running trials that are known to run, those that began first first; one that takes a fraction of a second is not
     * @param waiting how many others have been submitted and have not ended
     */
    public record InFlight(int slots, List<Running> running, int waiting) {
        /** Nothing, of nobody. */
        public static final InFlight NONE = new InFlight(0, List.of(), 0);

        public InFlight {
            running = List.copyOf(running);
        }
    }

    /** Whether the study has a number of trials, and not a time limit only. */
    public boolean isCounted() {
        return trials < SamplerSettings.UNLIMITED;
    }

    /** Trials that have ended, of this run and earlier ones. */
    public long done() {
        return (long) leaderboard.succeeded() + leaderboard.failed();
    }
}
