package dev.hone.driver.execute;

import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PrimitiveIterator;

/**
 * The groups that are next, drawn from the trial numbers in windows of at most {@value #WINDOW} trials, so that a large search
 * costs no memory. Of a window the groups that are expected to take longest are handed out first, so that none of them is left
 * over for the end.
 */
final class Backlog {
    static final int WINDOW = 4096;
    private static final int MOST_TOGETHER = 128;

    private final PrimitiveIterator.OfLong numbers;
    private final TrialGroups groups;
    private final ExpectedTime times;
    private final int slots;
    private List<List<TrialConfig>> waiting = new ArrayList<>();

    Backlog(PrimitiveIterator.OfLong numbers, TrialGroups groups, ExpectedTime times, int slots) {
        this.numbers = numbers;
        this.groups = groups;
        this.times = times;
        this.slots = slots;
    }

    /** The next groups, at most {@code most}; fewer only at the end. */
    List<List<TrialConfig>> take(int most) {
        List<List<TrialConfig>> taken = new ArrayList<>();
        while (taken.size() < most && (!waiting.isEmpty() || numbers.hasNext())) {
            if (waiting.isEmpty()) {
                fill();
            }
            arrange();
            int count = Math.min(most - taken.size(), waiting.size());
            List<List<TrialConfig>> first = waiting.subList(0, count);
            taken.addAll(first);
            waiting = new ArrayList<>(waiting.subList(count, waiting.size()));
        }
        return taken;
    }

    private void fill() {
        List<Long> window = new ArrayList<>();
        while (window.size() < WINDOW && numbers.hasNext()) {
            window.add(numbers.nextLong());
        }
        waiting = groups.of(window, MOST_TOGETHER, slots);
    }

    private void arrange() {
        record Timed(List<TrialConfig> group, double logNanos) {}
        waiting = new ArrayList<>(waiting.stream()
                .map(group -> new Timed(group, times.logNanos(group)))
                .sorted(Comparator.comparingDouble(Timed::logNanos).reversed())
                .map(Timed::group)
                .toList());
    }
}
