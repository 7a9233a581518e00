package dev.hone.driver.execute.fault;

import dev.hone.driver.task.LogContext;
import dev.hone.worker.trial.TrialConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The trials that tasks of this JVM are training now; on a driver, those of local mode. Safe for use by several threads. */
public final class RunningTrials {
    private static final Map<Thread, List<TrialConfig>> BY_THREAD = new ConcurrentHashMap<>();

    /** Of the study that was begun last; trials of others are taken for its own, which costs them no more than their place. */
    private static volatile @Nullable RunningRecord record;

    private RunningTrials() {}

    /**
     * Records the trials that run from now on, until the record is closed.
     *
     * @param file where, on a local disk
     */
    public static Optional<RunningRecord> record(Path file) {
        Optional<RunningRecord> begun = RunningRecord.create(file);
        begun.ifPresent(current -> record = current);
        return begun;
    }

    static void end(RunningRecord ended) {
        if (record == ended) {
            record = null;
        }
    }

    /**
     * What a trial computes.
     *
     * @param <E> what it may throw
     */
    public interface Work<T, E extends Exception> {
        T get() throws E;
    }

    /** Counts trials as running while this thread computes something, and names them in what it logs. */
    public static <T, E extends Exception> T during(List<TrialConfig> trials, Work<T, E> work) throws E {
        RunningRecord recorded = record;
        int cell = recorded == null ? 0 : recorded.begin(trials);
        BY_THREAD.put(Thread.currentThread(), trials);
        try (LogContext unused = LogContext.ofTrialsInTask(trials)) {
            return work.get();
        } finally {
            BY_THREAD.remove(Thread.currentThread());
            if (recorded != null) {
                recorded.end(cell);
            }
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
