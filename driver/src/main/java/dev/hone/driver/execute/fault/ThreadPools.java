package dev.hone.driver.execute.fault;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** The end of threads that work on Spark. */
public final class ThreadPools {
    /** Longer than {@link AbandonableWork} takes to give work up. */
    private static final long WAIT_SECONDS = 60;

    private ThreadPools() {}

    /**
     * Interrupts the threads and waits until they have ended, also when the calling thread was interrupted, which it stays: they
     * must not submit a job after the search that they belong to has returned to the caller.
     */
    public static void end(ExecutorService threads) {
        threads.shutdownNow();
        boolean isInterrupted = Thread.interrupted();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(WAIT_SECONDS);
        while (!threads.isTerminated() && System.nanoTime() < end) {
            try {
                boolean unused = threads.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
