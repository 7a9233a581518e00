package dev.hone.driver.sampler.known;

import dev.hone.driver.sampler.CurveSampler;
import dev.hone.driver.sampler.History;
import dev.hone.driver.sampler.ManualSampler.Config;
import dev.hone.driver.sampler.Recommending;
import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Known configs, each a trial alone, before the proposals of a sampler that looks at the history, and so learns from them;
 * whether its trainings are scored on their way or not.
 */
final class AdaptiveKnownFirst implements KnownFirst, CurveSampler, Recommending {
    private final Sampler sampler;
    private final CurveSampler curves;
    private final List<Config> known;
    private final long seed;

    AdaptiveKnownFirst(Sampler sampler, List<Config> known, long seed) {
        this.sampler = sampler;
        curves = CurveSampler.of(sampler);
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
    public int mostPoints() {
        return curves.mostPoints();
    }

    @Override
    public List<TrialConfig> curve(long proposal, History history) {
        return proposal < known.size()
                ? List.of(KnownFirst.trial(known.get((int) proposal), proposal * mostPoints(), seed))
                : curves.curve(proposal, history);
    }

    @Override
    public List<TrialConfig> curve(TrialConfig trial) {
        return proposal(trial) < known.size() ? List.of(trial) : curves.curve(trial);
    }

    @Override
    public Optional<String> text() {
        return curves.text();
    }

    @Override
    public Sampler single() {
        return KnownFirst.before(curves.single(), known, seed);
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
