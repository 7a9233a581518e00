package dev.hone.driver.sampler.known;

import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.ManualSampler.Config;
import dev.hone.driver.sampler.Recommending;
import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Known configs before the proposals of a sampler that looks at the history, and so learns from them. */
final class AdaptiveKnownFirst implements KnownFirst, Recommending {
    private final Sampler sampler;
    private final List<Config> known;
    private final long seed;

    AdaptiveKnownFirst(Sampler sampler, List<Config> known, long seed) {
        this.sampler = sampler;
        this.known = known;
        this.seed = seed;
    }

    @Override
    public List<Config> known() {
        return known;
    }

    @Override
    public long trials() {
        return sampler.trials();
    }

    @Override
    public OptionalLong distinct() {
        return sampler.distinct();
    }

    @Override
    public Optional<String> plan() {
        return Optional.of(KnownFirst.plan(known, sampler));
    }

    @Override
    public TrialConfig propose(long number, History history) {
        if (number >= known.size()) {
            return sampler.propose(number, history);
        }
        return KnownFirst.trial(known.get((int) number), number, seed);
    }

    @Override
    public OptionalLong recommended(History history) {
        return sampler instanceof Recommending recommending ? recommending.recommended(history) : OptionalLong.empty();
    }

    @Override
    public Map<Long, Double> estimates(History history) {
        return sampler instanceof Recommending recommending ? recommending.estimates(history) : Map.of();
    }
}
