package dev.hone.driver.execute;

import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PrimitiveIterator;

/**
 * The units that are next, made of the trial numbers in windows of at most {@value #WINDOW} trials, so that a large search
 * costs no memory. Of a window those that are expected to take longest are handed out first, so that none of them is left
 * over for the end; where there are few groups of trials, their folds are trained side by side, and the last units are
 * split among the slots. Units are bundled as far as they are not known to be long, so that they share what a task costs; a
 * task hands back those for which it had no time.
 */
final class Backlog {
    static final int WINDOW = 4096;
    private static final int MOST_TOGETHER = 128;
    private static final int MOST_BUNDLED = 128;
    private static final double NANOS_OF_BUNDLE = TrialTask.LAST_BEGIN_NANOS;
    private static final int FEW_PER_SLOT = 4;

    private final PrimitiveIterator.OfLong numbers;
    private final TrialGroups groups;
    private final ExpectedTime times;
    private final int folds;
    private final int slots;
    private List<TrialUnit> waiting = new ArrayList<>();

    Backlog(PrimitiveIterator.OfLong numbers, TrialGroups groups, ExpectedTime times, int folds, int slots) {
        this.numbers = numbers;
        this.groups = groups;
        this.times = times;
        this.folds = folds;
        this.slots = slots;
    }

    /** The next units, dealt out to at most {@code most} tasks; to fewer only at the end. */
    List<List<TrialUnit>> take(int most) {
        if (waiting.size() < most) {
            fill();
        }
        arrange();
        int tasks = Math.min(most, waiting.size());
        List<List<TrialUnit>> bundles = new ArrayList<>(tasks);
        for (int task = 0; task < tasks; task++) {
            bundles.add(new ArrayList<>(waiting.subList(task, task + 1)));
        }
        waiting = deal(waiting.subList(tasks, waiting.size()), bundles);
        return bundles;
    }

    /** Deals out units to bundles that have one each; returns what is left. */
    private List<TrialUnit> deal(List<TrialUnit> units, List<List<TrialUnit>> bundles) {
        List<TrialUnit> left = new ArrayList<>();
        double[] nanos =
                bundles.stream().mapToDouble(bundle -> nanos(bundle.get(0))).toArray();
        int next = 0;
        for (TrialUnit unit : units) {
            if (next < bundles.size() * (MOST_BUNDLED - 1)
                    && nanos[next % nanos.length] + nanos(unit) < NANOS_OF_BUNDLE) {
                nanos[next % nanos.length] += nanos(unit);
                bundles.get(next % nanos.length).add(unit);
                next++;
            } else {
                left.add(unit);
            }
        }
        return left;
    }

    private double nanos(TrialUnit unit) {
        double share = (double) unit.folds().size() / folds;
        return times.isKnown(unit.trials()) ? share * Math.exp(times.logNanos(unit.trials())) : 0;
    }

    /** Takes back units that were not begun. */
    void handBack(List<TrialUnit> units) {
        waiting.addAll(units);
    }

    private void fill() {
        List<Long> window = new ArrayList<>();
        while (window.size() < WINDOW && numbers.hasNext()) {
            window.add(numbers.nextLong());
        }
        if (window.isEmpty()) {
            return;
        }
        List<List<TrialConfig>> together = groups.of(window, MOST_TOGETHER, roundedUp(slots, folds));
        int parts = Math.min(folds, roundedUp(FEW_PER_SLOT * slots, together.size()));
        List<TrialUnit> units = new ArrayList<>();
        together.forEach(group -> units.addAll(TrialUnit.of(group, folds, parts)));
        waiting.addAll(evened(units));
    }

    /**
     * Where there are few units and the last of them would leave slots idle, these are split among the slots. That repeats
     * some training, in time that would pass anyway.
     */
    private List<TrialUnit> evened(List<TrialUnit> units) {
        int left = units.size() % slots;
        if (left == 0 || units.size() >= FEW_PER_SLOT * slots) {
            return units;
        }
        int even = units.size() - left;
        List<TrialUnit> evened = new ArrayList<>(units.subList(0, even));
        units.subList(even, units.size()).forEach(unit -> evened.addAll(unit.split(roundedUp(slots, left))));
        return evened;
    }

    private static int roundedUp(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private void arrange() {
        record Timed(TrialUnit unit, double logNanos) {}
        waiting = new ArrayList<>(waiting.stream()
                .map(unit -> new Timed(unit, logNanos(unit)))
                .sorted(Comparator.comparingDouble(Timed::logNanos).reversed())
                .map(Timed::unit)
                .toList());
    }

    private double logNanos(TrialUnit unit) {
        return times.logNanos(unit.trials()) + Math.log((double) unit.folds().size() / folds);
    }
}
