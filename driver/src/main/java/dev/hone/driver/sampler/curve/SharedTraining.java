package dev.hone.driver.sampler.curve;

import dev.hone.worker.trial.TrialConfig;
import java.util.Set;

/** Tells which trials one training serves. Safe for use by many threads. */
@FunctionalInterface
public interface SharedTraining {

    /**
     * The params, by their names in the search space, in which other trials may differ from this one and be served by the same
     * training; empty if it is trained alone.
     *
     * @throws IllegalArgumentException if the trial's learner cannot be made with these params
     */
    Set<String> params(TrialConfig trial);

    /** Every trial is trained alone. */
    static SharedTraining none() {
        return trial -> Set.of();
    }
}
