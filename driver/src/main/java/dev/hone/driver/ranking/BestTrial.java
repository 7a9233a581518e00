package dev.hone.driver.ranking;

import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.Optional;

/**
 * The best of the trials seen: better score first, and of scores that are equal within
 * rounding ({@link Objective#ranked}) the lower trial number. Merging is associative
 * and commutative, so that the order in which outcomes arrive does not matter.
 */
public final class BestTrial {
    private final Objective objective;
    private final Optional<Scored> best;

    private BestTrial(Objective objective, Optional<Scored> best) {
        this.objective = objective;
        this.best = best;
    }

    /** No trial yet. */
    public static BestTrial none(Objective objective) {
        return new BestTrial(objective, Optional.empty());
    }

    public static BestTrial of(Objective objective, Scored trial) {
        return new BestTrial(objective, Optional.of(trial));
    }

    public Optional<Scored> trial() {
        return best;
    }

    /** The better of the two. */
    public BestTrial merge(BestTrial other) {
        if (best.isEmpty()) {
            return other;
        }
        if (other.best.isEmpty()) {
            return this;
        }
        return beats(best.get(), other.best.get()) ? this : other;
    }

    private boolean beats(Scored trial, Scored other) {
        return objective.compare(
                        trial.mean(objective.metric()),
                        trial.config().number(),
                        other.mean(objective.metric()),
                        other.config().number())
                < 0;
    }
}
