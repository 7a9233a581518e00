package dev.hone.driver.execute;

import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Runs trials on an executor without a study. */
public final class Runs {
    private Runs() {}

    /** Runs all trials. */
    public static void all(TrialExecutor executor, List<TrialConfig> trials, Consumer<TrialOutcome> ended)
            throws InterruptedException {
        some(executor, trials, ended, () -> true);
    }

    /** Runs trials until all have ended, or that is no longer wanted. */
    public static void some(
            TrialExecutor executor,
            List<TrialConfig> trials,
            Consumer<TrialOutcome> ended,
            BooleanSupplier shouldContinue)
            throws InterruptedException {
        Semaphore news = new Semaphore(0);
        TrialRun run = executor.start(news::release);
        run.submit(trials);
        long left = trials.size();
        while (left > 0 && shouldContinue.getAsBoolean()) {
            left -= report(run.poll(), ended);
            boolean unused = left > 0 && news.tryAcquire(50, TimeUnit.MILLISECONDS);
        }
        report(run.stop(), ended);
    }

    private static long report(List<TrialEvent> events, Consumer<TrialOutcome> ended) {
        long number = 0;
        for (TrialEvent event : events) {
            if (event instanceof TrialEvent.Ended last) {
                ended.accept(last.outcome());
                number++;
            }
        }
        return number;
    }
}
