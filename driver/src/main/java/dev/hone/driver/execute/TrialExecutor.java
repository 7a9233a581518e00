package dev.hone.driver.execute;

/**
 * Runs trials: takes configurations and returns events. Which trials share a training or a task, in which order they begin, how
 * they are split over idle slots, and what becomes of those whose executor dies, is its business.
 */
public interface TrialExecutor extends AutoCloseable {

    /** Number of trials that run at once. */
    int slots();

    /** Number of slots that one trial can take: that of its folds, where these run side by side, else 1. */
    int parts();

    /**
     * Begins to run trials.
     *
     * @param wakeUp called whenever {@link TrialRun#poll} has something new to tell, from any thread; must not block
     */
    TrialRun start(Runnable wakeUp);

    @Override
    void close();
}
