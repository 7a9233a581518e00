package dev.hone.driver.study;

import dev.hone.worker.trial.TrialConfig;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How long trials have run, without the time that they waited for a slot. Times are those of a study's clock, in milliseconds. */
final class RunningTimes {
    /** By number: trials that have begun and not ended. */
    private final Map<Long, Stopwatch> stopwatches = new LinkedHashMap<>();

    private static final class Stopwatch {
        private final TrialConfig trial;
        private long millisBefore;
        private long since;
        private int trainings = 1;
        private boolean runs;

        Stopwatch(TrialConfig trial) {
            this.trial = trial;
        }

        void begin(long start, int among) {
            if (!runs) {
                since = start;
                trainings = among;
                runs = true;
            }
        }

        void pause(long now) {
            millisBefore = millis(now);
            runs = false;
        }

        long millis(long now) {
            return runs ? millisBefore + Math.max(0, now - since) / trainings : millisBefore;
        }
    }

    /**
     * A trial runs since then; one that runs already goes on.
     *
     * @param trainings how many share the time, each an equal part
     */
    void begin(TrialConfig trial, long start, int trainings) {
        stopwatches
                .computeIfAbsent(trial.number(), unknown -> new Stopwatch(trial))
                .begin(start, trainings);
    }

    /** A trial waits. */
    void pause(TrialConfig trial, long now) {
        Stopwatch stopwatch = stopwatches.get(trial.number());
        if (stopwatch != null) {
            stopwatch.pause(now);
        }
    }

    /** A trial has ended, or begins anew. */
    void remove(TrialConfig trial) {
        stopwatches.remove(trial.number());
    }

    /** How long a trial has run; zero if it has not begun. */
    Duration of(TrialConfig trial, long now) {
        Stopwatch stopwatch = stopwatches.get(trial.number());
        return Duration.ofMillis(stopwatch == null ? 0 : stopwatch.millis(now));
    }

    /** The trials that run, in the order in which they began. */
    List<StudyProgress.Running> running(long now) {
        return stopwatches.values().stream()
                .filter(stopwatch -> stopwatch.runs)
                .map(stopwatch -> new StudyProgress.Running(stopwatch.trial, Duration.ofMillis(stopwatch.millis(now))))
                .toList();
    }

    /** The trials that run and have done so for longer, in the order in which they began. */
    List<TrialConfig> longerThan(Duration limit, long now) {
        return running(now).stream()
                .filter(one -> one.time().compareTo(limit) > 0)
                .map(StudyProgress.Running::config)
                .toList();
    }
}
