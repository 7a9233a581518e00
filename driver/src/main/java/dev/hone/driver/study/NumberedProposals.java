package dev.hone.driver.study;

import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/** Trials by their numbers, a window at a time; keeps a bit per trial. */
final class NumberedProposals implements Proposals {
    /** Enough to find trials that share a training, and to run the longest of them first. */
    private static final int WINDOW = 4096;

    private final NumberedSampler sampler;
    private final BitSet ended = new BitSet();

    /** All smaller numbers have been submitted or had ended before. */
    private int next;

    private long running;

    NumberedProposals(NumberedSampler sampler) {
        this.sampler = sampler;
    }

    @Override
    public List<TrialConfig> next(boolean executorWantsMore, int slots, int parts) {
        if (!executorWantsMore) {
            return List.of();
        }
        List<TrialConfig> window = new ArrayList<>();
        for (next = ended.nextClearBit(next);
                next < sampler.trials() && window.size() < WINDOW;
                next = ended.nextClearBit(next + 1)) {
            window.add(sampler.trial(next));
        }
        running += window.size();
        return window;
    }

    @Override
    public Optional<TrialConfig> ask() {
        next = ended.nextClearBit(next);
        if (next >= sampler.trials()) {
            return Optional.empty();
        }
        running++;
        return Optional.of(sampler.trial(next++));
    }

    @Override
    public TrialConfig trial(long number) {
        return sampler.trial(number);
    }

    @Override
    public void score(TrialConfig trial, FoldScore score) {}

    @Override
    public void restart(TrialConfig trial) {}

    @Override
    public boolean end(TrialOutcome outcome) {
        int number = Math.toIntExact(outcome.config().number());
        if (number >= sampler.trials() || ended.get(number)) {
            return false;
        }
        ended.set(number);
        if (number < next) {
            running--;
        }
        return true;
    }

    @Override
    public void replay(TrialConfig proposed) {}

    @Override
    public History history() {
        return History.none();
    }

    @Override
    public long ended() {
        return ended.cardinality();
    }

    @Override
    public long planned() {
        return sampler.trials();
    }

    @Override
    public boolean isRunning() {
        return running > 0;
    }
}
