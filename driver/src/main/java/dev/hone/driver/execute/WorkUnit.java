package dev.hone.driver.execute;

import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.trial.TrialConfig;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The smallest unit of work between a task's time checks: some trials, trained together, on some folds. Travels to tasks by
 * Java's serialization.
 *
 * @param learners that one training serves
 * @param folds positions of the folds, in the order in which they are trained on
 * @param isWhole whether these are all folds
 */
record WorkUnit(List<Learner> learners, List<Integer> folds, boolean isWhole) implements Serializable {

    WorkUnit {
        learners = List.copyOf(learners);
        folds = List.copyOf(folds);
    }

    /**
     * Learners on all folds, in parts. Trials that follow each other begin with different folds, so that tasks side by side
     * prepare these for one another.
     *
     * @param folds how many there are
     * @param parts how many units are wanted, at most one per fold
     */
    static List<WorkUnit> of(List<Learner> learners, int folds, int parts) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, folds).boxed().toList());
        Collections.rotate(order, -(int) (learners.get(0).config().number() % folds));
        List<WorkUnit> units = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            units.add(new WorkUnit(
                    learners, order.subList(part * folds / parts, (part + 1) * folds / parts), parts == 1));
        }
        return units;
    }

    /** The same folds for parts of the trials, at most one per trial. */
    List<WorkUnit> split(int parts) {
        int count = Math.min(parts, learners.size());
        List<WorkUnit> units = new ArrayList<>(count);
        for (int part = 0; part < count; part++) {
            List<Learner> some = learners.subList(part * learners.size() / count, (part + 1) * learners.size() / count);
            units.add(new WorkUnit(some, folds, isWhole));
        }
        return units;
    }

    /** The units that are left without some trials; those of which none is left go. */
    static List<WorkUnit> without(Set<Long> trials, List<WorkUnit> units) {
        if (trials.isEmpty()) {
            return units;
        }
        return units.stream()
                .map(unit -> new WorkUnit(
                        unit.learners().stream()
                                .filter(learner ->
                                        !trials.contains(learner.config().number()))
                                .toList(),
                        unit.folds(),
                        unit.isWhole()))
                .filter(unit -> !unit.learners().isEmpty())
                .toList();
    }

    /** The trials of the learners, in their order. */
    List<TrialConfig> trials() {
        return learners.stream().map(Learner::config).toList();
    }
}
