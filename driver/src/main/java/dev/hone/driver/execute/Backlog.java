package dev.hone.driver.execute;

import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PrimitiveIterator;

/**
 * The groups that are next, drawn from the trial numbers in windows of at most {@value #WINDOW} trials, so that a large search
 * costs no memory. Of a window the groups that are expected to take longest are handed out first, so that none of them is left
 * over for the end. A task gets a bundle of several, since it hands back those for which it had no time.
 */
final class Backlog {
    static final int WINDOW = 4096;
    private static final int MOST_TOGETHER = 128;
    private static final int MOST_BUNDLED = 128;

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

    /** The next groups, dealt out to at most {@code most} tasks; to fewer only at the end. */
    List<List<List<TrialConfig>>> take(int most) {
        if (waiting.size() < most) {
            fill();
        }
        arrange();
        int tasks = Math.min(most, waiting.size());
        int count = Math.min(tasks * MOST_BUNDLED, waiting.size());
        List<List<List<TrialConfig>>> bundles = new ArrayList<>(tasks);
        for (int task = 0; task < tasks; task++) {
            bundles.add(new ArrayList<>());
        }
        for (int index = 0; index < count; index++) {
            bundles.get(index % tasks).add(waiting.get(index));
        }
        waiting = new ArrayList<>(waiting.subList(count, waiting.size()));
        return bundles;
    }

    /** Takes back groups that were not begun. */
    void handBack(List<List<TrialConfig>> groups) {
        waiting.addAll(groups);
    }

    private void fill() {
        List<Long> window = new ArrayList<>();
        while (window.size() < WINDOW && numbers.hasNext()) {
            window.add(numbers.nextLong());
        }
        waiting.addAll(groups.of(window, MOST_TOGETHER, slots));
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
