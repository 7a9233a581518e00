package dev.hone.driver.sampler.known;

import dev.hone.driver.sampler.ManualSampler.Config;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.worker.trial.TrialConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Known configs before the trials of a sampler that does not look at the history. Where a later trial would be one of them, the
 * trial takes its place that the known config has displaced:
 *
 * <pre>
 *   number        0  1  2  3  4  5
 *   sampler       a  b  c  d  e  f        known: e, c
 *   with known    e  c  b  d  a  f        2 is c, displaced by number 1: b;  4 is e, displaced by number 0: a
 * </pre>
 *
 * <p>So all trials of the sampler are there, each once, and still follow from their numbers without a list of them.
 */
final class NumberedKnownFirst implements NumberedSampler, KnownFirst {
    private static final long serialVersionUID = 1L;

    private final NumberedSampler sampler;
    private final List<Config> known;
    private final Map<Config, Integer> numbers = new HashMap<>();

    NumberedKnownFirst(NumberedSampler sampler, List<Config> known) {
        this.sampler = sampler;
        this.known = known;
        for (int number = 0; number < known.size(); number++) {
            numbers.put(known.get(number), number);
        }
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
    public TrialConfig trial(long number) {
        if (number < known.size()) {
            Config config = known.get((int) number);
            return new TrialConfig(
                    number,
                    config.learner(),
                    config.params(),
                    sampler.trial(number).seed());
        }
        TrialConfig trial = sampler.trial(number);
        // A sampler that repeats itself could lead in a circle.
        for (int step = 0; step < known.size(); step++) {
            Integer displacing = numbers.get(new Config(trial.learner(), trial.params()));
            if (displacing == null) {
                break;
            }
            trial = sampler.trial(displacing);
        }
        return new TrialConfig(number, trial.learner(), trial.params(), trial.seed());
    }
}
