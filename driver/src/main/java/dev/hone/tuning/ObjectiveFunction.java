package dev.hone.tuning;

import java.io.Serializable;

/**
 * What an {@link ObjectiveTuner} optimizes: any function of a trial's params. It runs inside a Spark task, on a copy of its own
 * that Java's serialization makes, so it must not depend on what another trial has left in it, and what it uses must be on the
 * executors' class path.
 */
@FunctionalInterface
public interface ObjectiveFunction extends Serializable {

    /**
     * The score of a trial. When the search is stopped, the thread is interrupted; a function that looks at that ends sooner.
     *
     * @return a finite number; NaN and infinite ones fail the trial
     * @throws Exception if there is no score: the trial fails with the exception's message, and the search goes on
     */
    double value(Trial trial) throws Exception;
}
