package dev.hone.driver.study;

import dev.hone.driver.execute.TrialExecutor;
import dev.hone.driver.execute.TrialObserver;
import dev.hone.driver.journal.StudyJournal;
import dev.hone.driver.ranking.Leaderboard;
import dev.hone.driver.ranking.Objective;
import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.trial.TrialOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.PrimitiveIterator;

/**
 * A search: runs every trial of a sampler that its journal does not hold already, journals and ranks the outcomes, and
 * stops when its rule says so.
 */
public final class Study {
    private final Sampler sampler;
    private final StudyJournal journal;
    private final StoppingRule stoppingRule;
    private final List<StudyListener> listeners;
    private final Clock clock;
    private final Leaderboard leaderboard;
    private final BitSet ended = new BitSet();
    private final long continued;
    private volatile boolean interrupted;

    /**
     * Reads back what the journal holds.
     *
     * @param sampler makes the trials; at most 2^31 - 1 of them
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
            StudyJournal journal,
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
        journal.replay(this::takeBack);
        continued = ended.cardinality();
    }

    public Leaderboard leaderboard() {
        return leaderboard;
    }

    public Sampler sampler() {
        return sampler;
    }

    /** Asks the search to stop; trials that have ended are kept. Callable from any thread. */
    public void interrupt() {
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
            executor.run(sampler, new Remaining(), search);
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            journal.flush();
        }
        listeners.forEach(listener -> listener.finished(search.progress()));
        if (ended.cardinality() == sampler.trials()) {
            return StudyEnd.COMPLETED;
        }
        return interrupted ? StudyEnd.INTERRUPTED : StudyEnd.TIME_LIMIT;
    }

    private void takeBack(TrialOutcome outcome) {
        int number = Math.toIntExact(outcome.config().number());
        if (number < sampler.trials() && !ended.get(number)) {
            ended.set(number);
            leaderboard.add(outcome);
        }
    }

    /** The numbers of all trials that have not ended, ascending. */
    private final class Remaining implements PrimitiveIterator.OfLong {
        private final BitSet before = (BitSet) ended.clone();
        private int next = before.nextClearBit(0);

        @Override
        public boolean hasNext() {
            return next < sampler.trials();
        }

        @Override
        public long nextLong() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            int number = next;
            next = before.nextClearBit(number + 1);
            return number;
        }
    }

    private final class Search implements TrialObserver {
        private static final long TICK_MILLIS = 100;

        private final long start;
        private long lastTick;

        Search(long start) {
            this.start = start;
            lastTick = start;
        }

        @Override
        public void ended(TrialOutcome outcome) {
            takeBack(outcome);
            journal.append(outcome);
            StudyProgress progress = progress();
            listeners.forEach(listener -> listener.ended(outcome, progress));
        }

        @Override
        public boolean goOn() {
            long now = clock.millis();
            if (now - lastTick >= TICK_MILLIS) {
                lastTick = now;
                journal.flushIfDue();
                listeners.forEach(listener -> listener.tick(progress()));
            }
            return !interrupted && !stoppingRule.reached(Duration.ofMillis(now - start));
        }

        StudyProgress progress() {
            return new StudyProgress(
                    leaderboard, sampler.trials(), continued, Duration.ofMillis(clock.millis() - start));
        }
    }
}
