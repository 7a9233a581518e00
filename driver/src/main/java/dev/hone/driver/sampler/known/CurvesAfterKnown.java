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

/** Known configs, each a trial alone, before the proposals of a sampler whose trainings are scored on their way. */
final class CurvesAfterKnown implements KnownFirst, CurveSampler, Recommending {
    private final CurveSampler sampler;
    private final List<Config> known;
    private final long seed;

    CurvesAfterKnown(CurveSampler sampler, List<Config> known, long seed) {
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
    public int mostPoints() {
        return sampler.mostPoints();
    }

    @Override
    public List<TrialConfig> curve(long proposal, History history) {
        return proposal < known.size()
                ? List.of(KnownFirst.trial(known.get((int) proposal), proposal * mostPoints(), seed))
                : sampler.curve(proposal, history);
    }

    @Override
    public List<TrialConfig> curve(TrialConfig trial) {
        return proposal(trial) < known.size() ? List.of(trial) : sampler.curve(trial);
    }

    @Override
    public Optional<String> text() {
        return sampler.text();
    }

    @Override
    public Sampler single() {
        return KnownFirst.before(sampler.single(), known, seed);
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
