package dev.hone.driver.study;

import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.SamplerSettings;
import dev.hone.worker.trial.FoldScore;
import dev.hone.worker.trial.TrialConfig;
import dev.hone.worker.trial.TrialOutcome;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Trials by what is known: each is proposed when a slot is about to be free, so that no slot waits for other trials and no
 * proposal is older than it must be. Where the folds of a trial run side by side, those that have not ended are what takes slots,
 * so that fewer trials are under way than there are slots. The trials of a proposal that one training serves are submitted
 * together, and take the slots of one. Proposals are journalled before they run: a study that is continued runs those that had not ended with the very params,
 * and proposes from the same history.
 */
final class AdaptiveProposals implements Proposals {
    /** Of that many slots one is proposed more than there are, so that a slot that comes free has its next trial at once. */
    private static final int SLOTS_PER_SPARE = 8;

    private final CurveSampler sampler;
    private final Consumer<TrialConfig> journal;
    private final List<TrialOutcome> earlier;
    private final Map<Long, TrialConfig> configs = new HashMap<>();
    private final List<TrialOutcome> ended = new ArrayList<>();
    private final TreeMap<Long, List<FoldScore>> running = new TreeMap<>();

    /** Those of an earlier run that have not ended. */
    private final TreeMap<Long, TrialConfig> toRepeat = new TreeMap<>();

    /** Numbers of the proposals that are known. */
    private final Set<Long> known = new HashSet<>();

    /** All proposals of smaller numbers are known. */
    private long proposed;

    /**
     * @param journal takes what is proposed, before it runs
     * @param earlier outcomes of an earlier run that the study has started from
     */
    AdaptiveProposals(CurveSampler sampler, Consumer<TrialConfig> journal, List<TrialOutcome> earlier) {
        this.earlier = List.copyOf(earlier);
        this.sampler = sampler;
        this.journal = journal;
    }

    @Override
    public List<TrialConfig> next(boolean executorWantsMore, int slots, int parts) {
        int most = slots + Math.max(1, slots / SLOTS_PER_SPARE);
        int underWay = partsUnderWay(parts);
        List<TrialConfig> next = new ArrayList<>();
        for (; underWay < most && !toRepeat.isEmpty(); underWay += parts) {
            repeat(next);
        }
        for (; underWay < most && hasFurther(); underWay += parts) {
            propose().forEach(config -> next.add(begin(config)));
        }
        return next;
    }

    /** What running trials still take: at least one part of a proposal, until the last of its trials has ended. */
    private int partsUnderWay(int parts) {
        Map<Long, Integer> left = new HashMap<>();
        running.forEach((number, scores) ->
                left.merge(sampler.proposal(trial(number)), Math.max(1, parts - scores.size()), Math::max));
        return left.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Begins all trials of a proposal that have not ended. */
    private void repeat(List<TrialConfig> next) {
        long proposal = sampler.proposal(toRepeat.firstEntry().getValue());
        while (!toRepeat.isEmpty() && sampler.proposal(toRepeat.firstEntry().getValue()) == proposal) {
            next.add(begin(toRepeat.pollFirstEntry().getValue()));
        }
    }

    private void requireNumbers(List<TrialConfig> curve) {
        long number = proposed * sampler.mostPoints();
        for (TrialConfig config : curve) {
            if (config.number() != number) {
                throw new IllegalStateException(
                        "A proposal must have the number " + number + " (number: " + config.number() + ")");
            }
            number++;
        }
    }

    @Override
    public Optional<TrialConfig> ask() {
        if (toRepeat.isEmpty() && hasFurther()) {
            propose().forEach(config -> toRepeat.put(config.number(), config));
        }
        return toRepeat.isEmpty()
                ? Optional.empty()
                : Optional.of(begin(toRepeat.pollFirstEntry().getValue()));
    }

    private List<TrialConfig> propose() {
        List<TrialConfig> curve = sampler.curve(proposed, history());
        requireNumbers(curve);
        known.add(proposed);
        for (TrialConfig config : curve) {
            journal.accept(config);
            configs.put(config.number(), config);
        }
        return curve;
    }

    /** Numbers may be missing among those of an earlier run whose journal was damaged. */
    private boolean hasFurther() {
        while (known.contains(proposed)) {
            proposed++;
        }
        return proposed < sampler.trials();
    }

    private TrialConfig begin(TrialConfig config) {
        running.put(config.number(), new ArrayList<>());
        return config;
    }

    @Override
    public History history() {
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
            scores.removeIf(known -> known.fold() == score.fold());
            scores.add(score);
        }
    }

    @Override
    public void restart(TrialConfig trial) {
        running.computeIfPresent(trial.number(), (number, scores) -> new ArrayList<>());
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

    /**
     * The other trials of its proposal follow from it, so that one whose entry was lost runs again; it may have had more of them
     * when it was begun.
     */
    @Override
    public void replay(TrialConfig config) {
        long proposal = sampler.proposal(config);
        if (proposal >= sampler.trials()) {
            return;
        }
        if (known.add(proposal)) {
            sampler.curve(config).forEach(this::repeatLater);
        }
        if (!configs.containsKey(config.number())) {
            repeatLater(config);
        }
    }

    private void repeatLater(TrialConfig config) {
        configs.put(config.number(), config);
        toRepeat.put(config.number(), config);
    }

    @Override
    public long ended() {
        return ended.size();
    }

    @Override
    public long planned() {
        return sampler.isCounted()
                ? configs.size() + (sampler.trials() - known.size()) * sampler.mostPoints()
                : SamplerSettings.UNLIMITED;
    }

    @Override
    public boolean isRunning() {
        return !running.isEmpty();
    }
}
