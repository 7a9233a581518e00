package dev.hone.driver.execute;

import dev.hone.driver.sampler.Sampler;
import java.util.PrimitiveIterator;

/** Runs trials and hands their outcomes on as they end. */
public interface TrialExecutor extends AutoCloseable {

    /** Number of trials that run at once. */
    int slots();

    /**
     * Runs the trials of the given numbers and returns when all have ended or the observer wants no more. All calls of
     * the observer come from the calling thread.
     *
     * @param sampler makes the configuration of each number, where the trial runs
     * @param numbers which trials; drawn on only as slots come free
     * @param observer told of every outcome
     * @throws TrialExecutionException if the engine itself fails, so that trials cannot go on
     * @throws InterruptedException if the calling thread is interrupted; running trials are cancelled
     */
    void run(Sampler sampler, PrimitiveIterator.OfLong numbers, TrialObserver observer) throws InterruptedException;

    @Override
    void close();
}
