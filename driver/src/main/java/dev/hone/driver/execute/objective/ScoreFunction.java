package dev.hone.driver.execute.objective;

import dev.hone.worker.trial.TrialConfig;
import java.io.Serializable;

/** Computes the score of a config inside a task; travels there by Java's serialization. */
@FunctionalInterface
public interface ScoreFunction extends Serializable {

    /**
     * The score of a config.
     *
     * @throws Exception if there is none, which fails the trial with the exception's message
     */
    double score(TrialConfig config) throws Exception;
}
