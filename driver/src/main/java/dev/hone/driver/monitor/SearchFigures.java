package dev.hone.driver.monitor;

import dev.hone.driver.study.StudyProgress;
import dev.hone.driver.study.StudyProgress.InFlight;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.TrialOutcome.Scored;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * How a search stood at a moment.
 *
 * @param study its name
 * @param state how far it is
 * @param metric what ranks its trials; empty before it has begun
 * @param counts of its trials that have ended
 * @param inFlight the trials that its executor has
 * @param elapsed wall time of this run's search
 * @param laneSeconds wall time of the scored trials of this run by lane, seconds
 * @param top the best trials, best first
 */
public record SearchFigures(
        String study,
        State state,
        String metric,
        Counts counts,
        InFlight inFlight,
        Duration elapsed,
        Map<Lane, Double> laneSeconds,
        List<Scored> top) {

    /** How far a search is. */
    public enum State {
        /** Trials have not begun. */
        STARTING("starting"),
        /** Trials run. */
        SEARCHING("searching"),
        /** All trials have ended; the best is trained on all rows and saved. */
        CONCLUDING("training the best trial"),
        /** Nothing runs any more. */
        ENDED("ended");

        private final String label;

        State(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * Numbers of trials.
     *
     * @param planned of the whole search; empty where only a time limit ends it
     * @param succeeded trials that have a score, those of earlier runs that this one continues included
     * @param failed trials that have failed, of earlier runs too
     */
    public record Counts(OptionalLong planned, int succeeded, int failed) {
        static final Counts NONE = new Counts(OptionalLong.empty(), 0, 0);

        static Counts of(StudyProgress progress) {
            return new Counts(
                    progress.isCounted() ? OptionalLong.of(progress.trials()) : OptionalLong.empty(),
                    progress.leaderboard().succeeded(),
                    progress.leaderboard().failed());
        }

        int ended() {
            return succeeded + failed;
        }
    }

    public SearchFigures {
        Map<Lane, Double> seconds = new EnumMap<>(Lane.class);
        seconds.putAll(laneSeconds);
        laneSeconds = Collections.unmodifiableMap(seconds);
        top = List.copyOf(top);
    }

    /** Of a search of which nothing is known yet. */
    static SearchFigures starting(String study) {
        return new SearchFigures(
                study, State.STARTING, "", Counts.NONE, InFlight.NONE, Duration.ZERO, Map.of(), List.of());
    }

    /** The same in another state, in which no trial runs. */
    SearchFigures in(State other) {
        InFlight none = new InFlight(inFlight.slots(), List.of(), 0);
        return new SearchFigures(study, other, metric, counts, none, elapsed, laneSeconds, top);
    }

    /** The best score so far, a mean over the folds; empty before the first. */
    public OptionalDouble best() {
        return top.stream().limit(1).mapToDouble(trial -> trial.mean(metric)).findFirst();
    }

    /** Wall time of the scored trials of a lane, seconds. */
    public double seconds(Lane lane) {
        return laneSeconds.getOrDefault(lane, 0.0);
    }
}
