package dev.hone.driver.execute.pipeline;

import dev.hone.driver.execute.TrialExecutor;
import dev.hone.worker.trial.TrialConfig;
import java.util.concurrent.ExecutorService;

/** The tables that the stages before the learner leave of each fold. Safe for use by many threads. */
public interface FoldTables {

    /** What trials must have in common to run on the same tables: equal stages before the learner, for one. */
    Object key(TrialConfig trial);

    /** How many groups' tables there is memory for at once, at least 1; may become known with the first of them. */
    int mostGroups();

    /**
     * Prepares the tables of a trial, and of all trials with its key.
     *
     * @param threads for folds, several of which may be prepared at once
     * @return an executor on these tables
     * @throws dev.hone.driver.execute.TrialExecutionException if the search cannot go on
     * @throws RuntimeException if stages cannot be fitted or rows cannot be read; that fails the trials with this key
     */
    TrialExecutor prepare(TrialConfig trial, ExecutorService threads) throws InterruptedException;

    /**
     * Has the tables of trials with the stages of this one prepared by Spark from now on: a task could not fit or apply them.
     * Their key changes. Nothing to do where Spark prepares all tables.
     */
    default void leaveToSpark(TrialConfig trial) {}
}
