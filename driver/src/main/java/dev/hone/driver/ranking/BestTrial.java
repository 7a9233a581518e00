package dev.hone.driver.ranking;

import dev.hone.worker.trial.TrialOutcome.Scored;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The best of the trials seen: better score first, and of scores that are equal within
 * rounding ({@link Objective#ranked}) the lower trial number. Merging is associative
 * and commutative, so that the order in which outcomes arrive does not matter.
 */
public final class BestTrial {
    private final Objective objective;
    private final @Nullable Scored best;

    private BestTrial(Objective objective, @Nullable Scored best) {
        this.objective = objective;
        this.best = best;
    }

    /** No trial yet. */
    public static BestTrial none(Objective objective) {
        return new BestTrial(objective, null);
    }

    public static BestTrial of(Objective objective, Scored trial) {
        return new BestTrial(objective, trial);
    }

    public Optional<Scored> trial() {
        return Optional.ofNullable(best);
    }

    /** The better of the two. */
    public BestTrial merge(BestTrial other) {
        if (best == null) {
            return other;
        }
        if (other.best == null) {
            return this;
        }
        return beats(best, other.best) ? this : other;
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
