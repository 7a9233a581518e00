package dev.hone.driver.study;

import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Trials by what is known: each is proposed when a slot is about to be free, so that no slot waits for other trials and no
 * proposal is older than it must be. Proposals are journalled before they run: a study that is continued runs those that had
 * not ended with the very params, and proposes from the same history.
 */
final class AdaptiveProposals implements Proposals {
    /** Of that many slots one more trial is proposed than runs, so that a slot that comes free has its next trial at once. */
    private static final int SLOTS_PER_SPARE = 8;

    private final Sampler sampler;
    private final Consumer<TrialConfig> journal;
    private final List<TrialOutcome> earlier;
    private final Map<Long, TrialConfig> configs = new HashMap<>();
    private final List<TrialOutcome> ended = new ArrayList<>();
    private final TreeMap<Long, List<FoldScore>> running = new TreeMap<>();

    /** Those of an earlier run that have not ended. */
    private final TreeMap<Long, TrialConfig> toRepeat = new TreeMap<>();

    /** All smaller numbers have been proposed. */
    private long proposed;

    /**
     * @param journal takes what is proposed, before it runs
     * @param earlier outcomes of an earlier run that the study has started from
     */
    AdaptiveProposals(Sampler sampler, Consumer<TrialConfig> journal, List<TrialOutcome> earlier) {
        this.earlier = List.copyOf(earlier);
        this.sampler = sampler;
        this.journal = journal;
    }

    @Override
    public List<TrialConfig> next(boolean executorWantsMore, int slots) {
        int most = slots + Math.max(1, slots / SLOTS_PER_SPARE);
        List<TrialConfig> next = new ArrayList<>();
        while (running.size() < most && !toRepeat.isEmpty()) {
            next.add(begin(toRepeat.pollFirstEntry().getValue()));
        }
        while (running.size() < most && hasFurther()) {
            TrialConfig config = sampler.propose(proposed, history());
            if (config.number() != proposed) {
                throw new IllegalStateException(
                        "A proposal must have the number " + proposed + " (number: " + config.number() + ")");
            }
            journal.accept(config);
            configs.put(config.number(), config);
            next.add(begin(config));
        }
        return next;
    }

    /** Numbers may be missing among those of an earlier run whose journal was damaged. */
    private boolean hasFurther() {
        while (configs.containsKey(proposed)) {
            proposed++;
        }
        return proposed < sampler.trials();
    }

    private TrialConfig begin(TrialConfig config) {
        running.put(config.number(), new ArrayList<>());
        return config;
    }

    private History history() {
        return new History(
                Collections.unmodifiableList(ended),
                running.entrySet().stream()
                        .map(trial -> new History.Running(trial(trial.getKey()), trial.getValue()))
                        .toList(),
                earlier);
    }

    @Override
    public TrialConfig trial(long number) {
        TrialConfig config = configs.get(number);
        if (config == null) {
            throw new IllegalArgumentException("Trial " + number + " has not been proposed");
        }
        return config;
    }

    @Override
    public void score(TrialConfig trial, FoldScore score) {
        List<FoldScore> scores = running.get(trial.number());
        if (scores != null) {
            scores.add(score);
        }
    }

    @Override
    public boolean end(TrialOutcome outcome) {
        long number = outcome.config().number();
        replay(outcome.config());
        boolean isProposed = running.remove(number) != null || toRepeat.remove(number) != null;
        if (isProposed) {
            ended.add(outcome);
        }
        return isProposed;
    }

    @Override
    public void replay(TrialConfig config) {
        if (config.number() < sampler.trials() && configs.putIfAbsent(config.number(), config) == null) {
            toRepeat.put(config.number(), config);
        }
    }

    @Override
    public long ended() {
        return ended.size();
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }
}
