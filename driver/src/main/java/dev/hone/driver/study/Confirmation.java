package dev.hone.driver.study;

import dev.hone.driver.execute.TrialEvent;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.TrialRun;
import dev.hone.driver.journal.TrialJournal;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Evaluates some trials again, on other folds than the search. What its journal holds is not run again; numbers are those of the
 * trials in their study.
 */
public final class Confirmation {
    private static final long POLL_MILLIS = 50;

    private final Map<Long, TrialConfig> wanted = new LinkedHashMap<>();
    private final Map<Long, TrialOutcome> outcomes = new LinkedHashMap<>();
    private final TrialJournal journal;
    private volatile boolean interrupted;

    /**
     * Reads back what the journal holds.
     *
     * @param trials of the study
     * @param journal of the confirmation; flushed but not closed by it
     */
    public Confirmation(List<TrialConfig> trials, TrialJournal journal) {
        this.journal = journal;
        trials.forEach(trial -> wanted.put(trial.number(), trial));
        journal.replay(this::keep, proposed -> {});
    }

    private void keep(TrialOutcome outcome) {
        if (wanted.containsKey(outcome.config().number())) {
            outcomes.putIfAbsent(outcome.config().number(), outcome);
        }
    }

    /** Asks it to stop; what has ended is kept. Callable from any thread. */
    public void interrupt() {
        interrupted = true;
    }

    /** Whether all trials have ended. */
    public boolean isComplete() {
        return outcomes.size() == wanted.size();
    }

    /** Outcomes of the trials that have ended. */
    public List<TrialOutcome> outcomes() {
        return List.copyOf(outcomes.values());
    }

    /**
     * Runs the trials that have not ended, until they have, or until {@link #interrupt}.
     *
     * @param executor on the other folds
     * @throws dev.hone.driver.execute.TrialExecutionException if the executor fails; what has ended is in the journal
     */
    public void run(TrialExecutor executor) {
        Semaphore news = new Semaphore(0);
        TrialRun run = executor.start(news::release);
        try {
            run.submit(wanted.values().stream()
                    .filter(trial -> !outcomes.containsKey(trial.number()))
                    .toList());
            while (!isComplete() && !interrupted) {
                List<TrialEvent> events = run.poll();
                events.forEach(this::tell);
                journal.flushIfDue();
                if (events.isEmpty()) {
                    boolean unused = news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
                    news.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            interrupted = true;
            Thread.currentThread().interrupt();
        } finally {
            run.stop().forEach(this::tell);
            journal.flush();
        }
    }

    private void tell(TrialEvent event) {
        if (event instanceof TrialEvent.Ended ended) {
            keep(ended.outcome());
            journal.append(ended.outcome());
        }
    }
}
