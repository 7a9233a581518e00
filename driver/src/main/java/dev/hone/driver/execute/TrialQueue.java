package dev.hone.driver.execute;

import dev.hone.driver.execute.watch.TaskWatch;
import dev.hone.worker.evaluate.Learner;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.IntSupplier;

/**
 * The units of work that are next, made of the trials that were submitted together, which a search does in windows, so that a
 * large one costs no memory. Those that are expected to take longest are handed out first, so that none of them is left over for
 * the end; where there are few groups of trials, their folds are trained side by side, and the last units are split among the
 * slots. Units are bundled as far as they are not known to be long, so that they share what a task costs; a task hands back
 * those for which it had no time.
 *
 * <pre>
 *   submitted   t0 t1 t2 t3 t4 ...                one window of trials
 *   grouped     [t0 t2] [t1 t3] [t4] ...          by what one training serves
 *   units       [t0 t2]x{0,1}  [t0 t2]x{2} ...    by folds, where there are few groups
 *   dealt out   task A: u0 u3 u6   task B: u1 u4   task C: u2 u5    longest first, round robin, 200 ms each
 * </pre>
 */
final class TrialQueue {
    private static final int MOST_TOGETHER = 128;
    private static final int MOST_BUNDLED = 128;
    private static final double NANOS_OF_BUNDLE = TaskWatch.LAST_BEGIN_NANOS;
    private static final int FEW_PER_SLOT = 4;

    private final TrialGroups groups;
    private final RuntimeModel times;
    private final int folds;
    private final IntSupplier slots;
    private List<WorkUnit> waiting = new ArrayList<>();

    TrialQueue(TrialGroups groups, RuntimeModel times, int folds, IntSupplier slots) {
        this.groups = groups;
        this.times = times;
        this.folds = folds;
        this.slots = slots;
    }

    /** Number of units that wait. */
    int size() {
        return waiting.size();
    }

    /**
     * Takes trials in.
     *
     * @param running number of units that have been handed out and have not ended: these keep slots busy too
     */
    void add(List<Learner> learners, int running) {
        if (learners.isEmpty()) {
            return;
        }
        int busy = running + waiting.size();
        int atOnce = slots.getAsInt();
        int least = busy >= atOnce ? 1 : roundedUp(atOnce, folds);
        List<List<Learner>> together = groups.of(learners, MOST_TOGETHER, least);
        int wanted = Math.max(1, FEW_PER_SLOT * atOnce - busy);
        int parts = Math.min(folds, roundedUp(wanted, together.size()));
        List<WorkUnit> units = new ArrayList<>();
        together.forEach(group -> units.addAll(WorkUnit.of(group, folds, parts)));
        waiting.addAll(busy == 0 ? balanced(units) : units);
    }

    /** The next units, dealt out to at most {@code most} tasks; to fewer only at the end. */
    List<List<WorkUnit>> take(int most) {
        arrange();
        int tasks = Math.min(most, waiting.size());
        List<List<WorkUnit>> bundles = new ArrayList<>(tasks);
        for (int task = 0; task < tasks; task++) {
            bundles.add(new ArrayList<>(waiting.subList(task, task + 1)));
        }
        waiting = deal(waiting.subList(tasks, waiting.size()), bundles);
        return bundles;
    }

    /** Deals out units to bundles that have one each; returns what is left. */
    private List<WorkUnit> deal(List<WorkUnit> units, List<List<WorkUnit>> bundles) {
        List<WorkUnit> left = new ArrayList<>();
        double[] nanos =
                bundles.stream().mapToDouble(bundle -> nanos(bundle.get(0))).toArray();
        int next = 0;
        for (WorkUnit unit : units) {
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

    private double nanos(WorkUnit unit) {
        double share = (double) unit.folds().size() / folds;
        return times.isKnown(unit.trials()) ? share * Math.exp(times.logNanos(unit.trials())) : 0;
    }

    /** Takes back units that were not begun. */
    void handBack(List<WorkUnit> units) {
        waiting.addAll(units);
    }

    /** Takes a trial out. */
    void remove(long trial) {
        waiting = new ArrayList<>(WorkUnit.without(Set.of(trial), waiting));
    }

    /**
     * Where there are few units and the last of them would leave slots idle, these are split among the slots. That repeats
     * some training, in time that would pass anyway.
     */
    private List<WorkUnit> balanced(List<WorkUnit> units) {
        int atOnce = slots.getAsInt();
        int left = units.size() % atOnce;
        if (left == 0 || units.size() >= FEW_PER_SLOT * atOnce) {
            return units;
        }
        int even = units.size() - left;
        List<WorkUnit> balanced = new ArrayList<>(units.subList(0, even));
        units.subList(even, units.size()).forEach(unit -> balanced.addAll(unit.split(roundedUp(atOnce, left))));
        return balanced;
    }

    private static int roundedUp(int dividend, int divisor) {
        return (dividend + divisor - 1) / divisor;
    }

    private void arrange() {
        record Timed(WorkUnit unit, double logNanos) {}
        waiting = new ArrayList<>(waiting.stream()
                .map(unit -> new Timed(unit, logNanos(unit)))
                .sorted(Comparator.comparingDouble(Timed::logNanos).reversed())
                .map(Timed::unit)
                .toList());
    }

    private double logNanos(WorkUnit unit) {
        return times.logNanos(unit.trials()) + Math.log((double) unit.folds().size() / folds);
    }
}
