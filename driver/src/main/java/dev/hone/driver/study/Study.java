package dev.hone.driver.study;

import dev.hone.driver.execute.TrialEvent;
import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.TrialRun;
import dev.hone.driver.journal.SetAside;
import dev.hone.driver.journal.TrialJournal;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.Recommending;
import dev.hone.driver.sampler.Sampler;
import dev.hone.driver.task.LogContext;
import dev.hone.worker.data.Secrets;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import dev.hone.worker.trial.TrialOutcome.Failed;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A search: asks its sampler for trials, hands them to an executor, and tells journal, leaderboard, sampler and listeners what
 * becomes of them, until the sampler has no more trials or the stopping rule says so. What its journal holds is not run again.
 *
 * <pre>
 *   sampler --propose--> Study --submit--> executor (slots, lanes, groups)
 *      ^                   |  ^                |
 *      +----- history -----+  +----- poll -----+
 *                          |
 *                          +--> journal, leaderboard, listeners
 * </pre>
 */
public final class Study {
    private static final Logger LOG = LoggerFactory.getLogger(Study.class);
    private final Sampler sampler;
    private final TrialJournal journal;
    private final StoppingRule stoppingRule;
    private final List<StudyListener> listeners;
    private final Clock clock;
    private final Leaderboard leaderboard;
    private final Proposals proposals;
    private final FailedAttempts attempts;

    /** Trials that failed by circumstances in an earlier run and had another outcome then, however many retries there are now. */
    private final Set<Long> overcome;

    private final long continued;
    private volatile boolean interrupted;
    private volatile Duration grace = Duration.ZERO;

    /**
     * Reads back what the journal holds.
     *
     * @param sampler proposes the trials; at most 2^31 - 1 of them
     * @param objective what ranks them
     * @param metrics all metrics that trials are scored by
     * @param journal of this study; flushed but not closed by it
     * @param stoppingRule when to stop early
     * @param listeners told of all that happens
     * @param clock wall time
     */
    public Study(
            Sampler sampler,
            Objective objective,
            List<String> metrics,
            TrialJournal journal,
            StoppingRule stoppingRule,
            List<StudyListener> listeners,
            Clock clock) {
        if (sampler.trials() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("A study holds at most " + Integer.MAX_VALUE
                    + " trials; use random search for larger spaces (trials: " + sampler.trials() + ")");
        }
        this.sampler = sampler;
        this.journal = journal;
        this.stoppingRule = stoppingRule;
        this.listeners = List.copyOf(listeners);
        this.clock = clock;
        leaderboard = new Leaderboard(objective, metrics);
        proposals = Proposals.of(sampler, journal);
        attempts = new FailedAttempts(stoppingRule.failures().retries());
        overcome = overcome(journal);
        journal.replay(this::replay, proposals::replay);
        continued = proposals.ended();
    }

    public Leaderboard leaderboard() {
        return leaderboard;
    }

    public Sampler sampler() {
        return sampler;
    }

    /**
     * Number of trials of the whole study: each point of a learning curve is one. Those that have ended where only a time limit
     * ends it; at most so many while learning curves are to come.
     */
    public long trials() {
        return sampler.isCounted() ? proposals.planned() : proposals.ended();
    }

    /** The configuration of a trial that has been proposed. */
    public TrialConfig trial(long number) {
        return proposals.trial(number);
    }

    /**
     * The estimated score of each trial that has ended, by its number; empty where the sampler has no model of the scores. Not
     * while the search runs.
     */
    public Map<Long, Double> estimates() {
        return sampler instanceof Recommending recommending ? recommending.estimates(proposals.history()) : Map.of();
    }

    /** Outcomes of the trials that have ended, in that order, where the sampler looks at them; else none. */
    List<TrialOutcome> outcomes() {
        return List.copyOf(proposals.history().ended());
    }

    /** Asks the search to stop; trials that have ended are kept. Callable from any thread. */
    public void interrupt() {
        interrupted = true;
    }

    /**
     * Asks the search to begin no further trial, and to stop once those that run have ended, at the latest after a grace period.
     * Callable from any thread.
     */
    public void stopWithin(Duration gracePeriod) {
        grace = gracePeriod;
        interrupted = true;
    }

    /**
     * Runs the search on an executor until it ends.
     *
     * @throws dev.hone.driver.execute.TrialExecutionException if the executor fails; what has ended is in the journal
     */
    public StudyEnd run(TrialExecutor executor) {
        Search search = new Search(clock.millis());
        listeners.forEach(listener -> listener.started(search.progress()));
        try {
            search.run(executor);
        } catch (InterruptedException e) {
            interrupted = true;
            Thread.currentThread().interrupt();
        } finally {
            journal.flush();
        }
        listeners.forEach(listener -> listener.finished(search.progress()));
        if (!interrupted && hasTooManyFailures()) {
            return StudyEnd.TOO_MANY_FAILURES;
        }
        if (proposals.ended() == proposals.planned()) {
            return StudyEnd.COMPLETED;
        }
        return interrupted ? StudyEnd.INTERRUPTED : StudyEnd.TIME_LIMIT;
    }

    private static Set<Long> overcome(TrialJournal journal) {
        Set<Long> failed = new HashSet<>();
        Set<Long> overcome = new HashSet<>();
        journal.replay(
                outcome -> {
                    long number = outcome.config().number();
                    if (FailedAttempts.isByCircumstances(outcome)) {
                        failed.add(number);
                    } else if (failed.contains(number)) {
                        overcome.add(number);
                    }
                },
                proposed -> {});
        return overcome;
    }

    /** A trial that is to run again, or did, has been proposed. */
    private void replay(TrialOutcome outcome) {
        boolean isOvercome = overcome.contains(outcome.config().number()) && FailedAttempts.isByCircumstances(outcome);
        if (isOvercome || runsAgain(outcome)) {
            proposals.replay(outcome.config());
        } else {
            takeBack(outcome);
        }
    }

    /** A trial that ended its process each time that it ran is not retried: it would do so again. */
    private boolean runsAgain(TrialOutcome outcome) {
        return !journal.setAside().guilty().contains(outcome.config().number()) && attempts.runsAgain(outcome);
    }

    private boolean hasTooManyFailures() {
        return stoppingRule.failures().isExceeded(leaderboard.failed(), proposals.ended());
    }

    private void takeBack(TrialOutcome outcome) {
        if (proposals.end(outcome)) {
            leaderboard.add(outcome);
        }
    }

    /** One call of {@link Study#run}. */
    private final class Search {
        private static final long TICK_MILLIS = 100;
        private static final long POLL_MILLIS = 50;

        private final long start;
        private final Semaphore news = new Semaphore(0);
        private final RunningTimes times = new RunningTimes();

        /** Numbers of the trials that the executor has. */
        private final Set<Long> submitted = new HashSet<>();

        /** Trials that may have ended the process of an earlier run. */
        private final Queue<TrialConfig> suspects = new ArrayDeque<>();

        private boolean isSuspectAlone;

        /** Trials that failed by circumstances. */
        private final List<TrialConfig> toRepeat = new ArrayList<>();

        /** Of the executor when it was last asked; it may have been stopped since. */
        private int slots;

        private long lastTick;

        Search(long start) {
            this.start = start;
            lastTick = start;
        }

        void run(TrialExecutor executor) throws InterruptedException {
            if (hasTooManyFailures()) {
                return;
            }
            TrialRun trials = executor.start(news::release);
            try {
                ask(trials, executor);
                // While the journal fails, none is asked for: that none runs is no end then.
                while ((proposals.isRunning() || journal.isFailing()) && shouldContinue(trials)) {
                    boolean isQuiet = !takeEvents(trials);
                    ask(trials, executor);
                    if (isQuiet) {
                        awaitNews();
                    }
                }
                if (proposals.isRunning()) {
                    LOG.info("The search stops before its end ({} trials have ended)", proposals.ended());
                }
                if (interrupted) {
                    drain(trials);
                }
            } finally {
                trials.stop().forEach(this::tell);
            }
        }

        /** Whatever ended before is on disk before anything is waited for: a scheduler may have less patience. */
        private void drain(TrialRun trials) throws InterruptedException {
            journal.flush();
            long end = clock.millis() + grace.toMillis();
            while (clock.millis() < end && trials.drain()) {
                if (!takeEvents(trials)) {
                    awaitNews();
                }
                journal.flushIfDue();
            }
            journal.flush();
        }

        /** Whether there were any. */
        private boolean takeEvents(TrialRun trials) {
            List<TrialEvent> events = trials.poll();
            events.forEach(this::tell);
            return !events.isEmpty();
        }

        private void awaitNews() throws InterruptedException {
            boolean unused = news.tryAcquire(POLL_MILLIS, TimeUnit.MILLISECONDS);
            news.drainPermits();
        }

        private void ask(TrialRun trials, TrialExecutor executor) {
            slots = executor.slots();
            isSuspectAlone &= !submitted.isEmpty();
            if (isSuspectAlone || journal.isFailing()) {
                return;
            }
            List<TrialConfig> next = new ArrayList<>(toRepeat);
            toRepeat.clear();
            for (TrialConfig proposed : proposals.next(trials.wantsMore(), slots, executor.parts())) {
                if (journal.setAside().guilty().contains(proposed.number())) {
                    tell(SetAside.outcome(proposed));
                } else {
                    (journal.setAside().suspects().contains(proposed.number()) ? suspects : next).add(proposed);
                }
            }
            if (next.isEmpty() && submitted.isEmpty() && !suspects.isEmpty()) {
                isSuspectAlone = true;
                next.add(suspects.remove());
            }
            if (!next.isEmpty()) {
                next.forEach(trial -> submitted.add(trial.number()));
                trials.submit(next);
            }
        }

        private void tell(TrialEvent event) {
            if (event instanceof TrialEvent.Ended ended) {
                tell(withoutSecrets(ended.outcome()));
            } else if (event instanceof TrialEvent.FoldScored scored) {
                proposals.score(scored.config(), scored.score());
            } else if (event instanceof TrialEvent.Began began) {
                times.begin(began.config(), clock.millis() - began.ago().toMillis(), began.trainings());
            } else if (event instanceof TrialEvent.Paused paused) {
                times.pause(paused.config(), clock.millis());
            } else if (event instanceof TrialEvent.Restarted restarted) {
                times.remove(restarted.config());
                proposals.restart(restarted.config());
            }
        }

        /** Whoever made the message may not know what is a secret here. */
        private static TrialOutcome withoutSecrets(TrialOutcome outcome) {
            return outcome instanceof Failed failed
                    ? new Failed(
                            failed.config(),
                            failed.category(),
                            Secrets.redacted(failed.message()),
                            failed.fold(),
                            failed.nanos())
                    : outcome;
        }

        private void tell(TrialOutcome outcome) {
            times.remove(outcome.config());
            submitted.remove(outcome.config().number());
            if (runsAgain(outcome)) {
                repeat((Failed) outcome);
                return;
            }
            takeBack(outcome);
            journal.append(outcome);
            StudyProgress progress = progress();
            listeners.forEach(listener -> listener.ended(outcome, progress));
        }

        /** The attempt is journalled: it counts where the study is continued. */
        private void repeat(Failed failed) {
            try (LogContext unused = LogContext.ofTrial(failed.config())) {
                LOG.info("Trial {} runs again: {}", failed.config().number(), failed.reason());
            }
            journal.append(failed);
            proposals.restart(failed.config());
            toRepeat.add(failed.config());
        }

        private boolean shouldContinue(TrialRun trials) {
            long now = clock.millis();
            if (now - lastTick >= TICK_MILLIS) {
                lastTick = now;
                journal.flushIfDue();
                listeners.forEach(listener -> listener.tick(progress()));
                stoppingRule.trialTimeout().ifPresent(limit -> endLongTrials(trials, limit, now));
            }
            return !interrupted
                    && !hasTooManyFailures()
                    && !stoppingRule.reached(Duration.ofMillis(now - start), leaderboard.succeeded());
        }

        private void endLongTrials(TrialRun trials, Duration limit, long now) {
            for (TrialConfig trial : times.longerThan(limit, now)) {
                Duration time = times.of(trial, now);
                if (!time.isZero()) { // else it was separated from another one just now
                    endLongTrial(trials, trial, new TrialTimeout(limit, time));
                }
            }
        }

        /** Trials that share a training are judged by it together only where it does not take too long for each. */
        private void endLongTrial(TrialRun trials, TrialConfig trial, TrialTimeout timeout) {
            List<TrialConfig> together = trials.separate(trial);
            if (together.isEmpty()) {
                try (LogContext unused = LogContext.ofTrial(trial)) {
                    LOG.info("Trial {} {}", trial.number(), timeout.message());
                }
                trials.cancel(trial);
                tell(timeout.outcome(trial));
            } else {
                LOG.info("{} trials are trained alone: together they run longer than one may", together.size());
                together.forEach(times::remove);
            }
        }

        StudyProgress progress() {
            long now = clock.millis();
            return new StudyProgress(
                    leaderboard, proposals.planned(), continued, Duration.ofMillis(now - start), inFlight(now));
        }

        private StudyProgress.InFlight inFlight(long now) {
            List<StudyProgress.Running> running = times.running(now);
            return new StudyProgress.InFlight(slots, running, Math.max(0, submitted.size() - running.size()));
        }
    }
}
