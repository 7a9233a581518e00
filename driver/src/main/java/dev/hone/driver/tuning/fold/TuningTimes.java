package dev.hone.driver.tuning.fold;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Where the time of a search goes: of each phase the seconds that threads of the driver spent in it. Safe for many threads. */
public final class TuningTimes {
    private final Map<Phase, Long> nanos = new EnumMap<>(Phase.class);

    /** What a search does. */
    public enum Phase {
        FOLDS("making folds"),
        STAGES("fitting the stages before the last, by fold"),
        ROWS("reading prepared rows, by fold"),
        TRIALS("the search: stages, rows and trials"),
        BEST("the best trial on all rows");

        private final String text;

        Phase(String text) {
            this.text = text;
        }
    }

    public <T> T measured(Phase phase, Supplier<T> work) {
        long start = System.nanoTime();
        try {
            return work.get();
        } finally {
            add(phase, System.nanoTime() - start);
        }
    }

    /** Adds to a phase. */
    synchronized void add(Phase phase, long more) {
        nanos.merge(phase, more, Long::sum);
    }

    /** Seconds by phase. */
    public synchronized Map<String, Double> seconds() {
        Map<String, Double> seconds = new LinkedHashMap<>();
        nanos.forEach((phase, spent) -> seconds.put(phase.text, spent / 1e9));
        return seconds;
    }
}
