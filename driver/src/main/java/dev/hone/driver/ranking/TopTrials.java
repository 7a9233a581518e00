package dev.hone.driver.ranking;

import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The best trials of a study, with all their folds. */
final class TopTrials {
    private final int most;
    private final TreeSet<Scored> trials;

    /** @param most how many are kept */
    TopTrials(Objective objective, int most) {
        this.most = most;
        Comparator<Scored> better = (one, other) -> objective.compare(
                one.mean(objective.metric()),
                one.config().number(),
                other.mean(objective.metric()),
                other.config().number());
        trials = new TreeSet<>(better);
    }

    void add(Scored trial) {
        trials.add(trial);
        if (trials.size() > most) {
            trials.pollLast();
        }
    }

    /** The first ones, best first. */
    List<Scored> first(int count) {
        return trials.stream().limit(count).toList();
    }
}
