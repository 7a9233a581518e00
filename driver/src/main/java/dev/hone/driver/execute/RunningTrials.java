package dev.hone.driver.execute;

import dev.hone.worker.trial.TrialConfig;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The trials that tasks of this JVM are training now; on a driver, those of local mode. Safe for use by several threads. */
public final class RunningTrials {
    private static final Map<Thread, List<TrialConfig>> BY_THREAD = new ConcurrentHashMap<>();

    private RunningTrials() {}

    /** Counts trials as running while this thread computes something. */
    static <T> T during(List<TrialConfig> trials, Supplier<T> work) {
        BY_THREAD.put(Thread.currentThread(), trials);
        try {
            return work.get();
        } finally {
            BY_THREAD.remove(Thread.currentThread());
        }
    }

    /** Their numbers, ascending. */
    public static List<Long> numbers() {
        return BY_THREAD.values().stream()
                .flatMap(List::stream)
                .map(TrialConfig::number)
                .distinct()
                .sorted()
                .toList();
    }

    /** The trials whose thread waits inside {@code System.exit} for the JVM to end, those of the lowest number first. */
    public static Optional<List<TrialConfig>> thatExit() {
        return BY_THREAD.entrySet().stream()
                .filter(entry -> exits(entry.getKey()))
                .map(Map.Entry::getValue)
                .min(Comparator.comparingLong(trials -> trials.get(0).number()));
    }

    private static boolean exits(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(Runtime.class.getName())
                        && frame.getMethodName().equals("exit"));
    }
}
