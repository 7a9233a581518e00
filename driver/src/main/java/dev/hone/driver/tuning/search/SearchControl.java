package dev.hone.driver.tuning.search;

/** Stops a search from another thread, whether it has begun or not. */
public final class SearchControl {
    private boolean cancelled;
    private Runnable stop = () -> {};

    synchronized void cancel() {
        cancelled = true;
        stop.run();
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }

    /** @param search called when the search is to stop, at once if it has been cancelled */
    public synchronized void stopBy(Runnable search) {
        stop = search;
        if (cancelled) {
            search.run();
        }
    }
}
