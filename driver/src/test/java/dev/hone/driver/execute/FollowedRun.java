package dev.hone.driver.execute;

import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A run of trials whose events a test follows.
 *
 * @param news released whenever there is something to poll
 */
public record FollowedRun(TrialRun run, Semaphore news) {
    private static final int POLL_MILLIS = 50;

    /** Submits the trials. */
    public static FollowedRun of(TrialExecutor executor, List<TrialConfig> trials) {
        Semaphore news = new Semaphore(0);
        TrialRun run = executor.start(news::release);
        run.submit(trials);
        return new FollowedRun(run, news);
    }

    /** Collects events up to those that come together with a certain one. */
    public void until(Predicate<TrialEvent> last, List<TrialEvent> events) throws InterruptedException {
        boolean isThere = false;
        while (!isThere) {
            List<TrialEvent> next = run.poll();
            events.addAll(next);
            isThere = next.stream().anyMatch(last);
            boolean unused = !isThere && news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Collects events until among all of them are the ends of so many trials. */
    public void untilEnded(int trials, List<TrialEvent> events) throws InterruptedException {
        while (events.stream().filter(TrialEvent.Ended.class::isInstance).count() < trials) {
            until(TrialEvent.Ended.class::isInstance, events);
        }
    }

    /** As {@link TrialRun#cancel}. */
    public void cancel(TrialConfig trial) {
        run.cancel(trial);
    }

    /** As {@link TrialRun#separate}. */
    public List<TrialConfig> separate(TrialConfig trial) {
        return run.separate(trial);
    }

    /** As {@link TrialRun#stop}. */
    public List<TrialEvent> stop() {
        return run.stop();
    }
}
