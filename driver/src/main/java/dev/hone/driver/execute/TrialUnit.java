package dev.hone.driver.execute;

import dev.hone.worker.trial.TrialConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a task does before it looks at its watch: some trials, trained together, on some folds.
 *
 * @param trials that one training serves
 * @param folds positions of the folds, in the order in which they are trained on
 * @param isWhole whether these are all folds
 */
record TrialUnit(List<TrialConfig> trials, List<Integer> folds, boolean isWhole) {

    /**
     * Trials on all folds, in parts. Trials that follow each other begin with different folds, so that tasks side by side
     * prepare these for one another.
     *
     * @param folds how many there are
     * @param parts how many units are wanted, at most one a fold
     */
    static List<TrialUnit> of(List<TrialConfig> trials, int folds, int parts) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, folds).boxed().toList());
        Collections.rotate(order, -(int) (trials.get(0).number() % folds));
        List<TrialUnit> units = new ArrayList<>(parts);
        for (int part = 0; part < parts; part++) {
            units.add(new TrialUnit(
                    trials, List.copyOf(order.subList(part * folds / parts, (part + 1) * folds / parts)), parts == 1));
        }
        return units;
    }

    /** The same folds for parts of the trials, at most one a trial. */
    List<TrialUnit> split(int parts) {
        int count = Math.min(parts, trials.size());
        List<TrialUnit> units = new ArrayList<>(count);
        for (int part = 0; part < count; part++) {
            List<TrialConfig> some = trials.subList(part * trials.size() / count, (part + 1) * trials.size() / count);
            units.add(new TrialUnit(some, folds, isWhole));
        }
        return units;
    }

    /** The trials' numbers, then the folds, in the form in which a unit travels. */
    long[][] numbers() {
        return new long[][] {
            trials.stream().mapToLong(TrialConfig::number).toArray(),
            folds.stream().mapToLong(Integer::longValue).toArray()
        };
    }

    /** Back from that form. */
    static List<Integer> folds(long[][] numbers) {
        return Arrays.stream(numbers[1]).mapToInt(Math::toIntExact).boxed().toList();
    }
}
