package dev.hone.driver.sampler.known;

import dev.hone.driver.sampler.ManualSampler.Config;
import dev.hone.driver.sampler.NumberedSampler;
import dev.hone.driver.sampler.Sampler;
import dev.hone.worker.trial.Seeds;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;

/**
 * A sampler whose first trials are configs that the user knows to be good; they count as trials like all others, and no other
 * trial repeats one.
 */
public sealed interface KnownFirst extends Sampler permits NumberedKnownFirst, AdaptiveKnownFirst {

    /** The known configs, in the order of their trials. */
    List<Config> known();

    /**
     * A sampler after known configs.
     *
     * @param sampler proposes the other trials
     * @param known configs of its space, whole; one that is listed again counts once
     * @param seed the study's seed
     * @return the sampler itself if no config is known
     * @throws IllegalArgumentException if they are more than the sampler has trials
     */
    static Sampler before(Sampler sampler, List<Config> known, long seed) {
        List<Config> distinct = known.stream().distinct().toList();
        if (distinct.isEmpty()) {
            return sampler;
        }
        if (distinct.size() > sampler.trials()) {
            throw new IllegalArgumentException("must list at most as many configs as the search has trials (configs: "
                    + distinct.size() + ", trials: " + sampler.trials() + ")");
        }
        return sampler instanceof NumberedSampler numbered
                ? new NumberedKnownFirst(numbered, distinct)
                : new AdaptiveKnownFirst(sampler, distinct, seed);
    }

    /** The trial of a known config. */
    static TrialConfig trial(Config config, long number, long seed) {
        return new TrialConfig(number, config.learner(), config.params(), Seeds.ofTrial(seed, number));
    }

    /** How many there are, before another sampler's plan. */
    static String plan(List<Config> known, Sampler others) {
        String first = known.size() + (known.size() == 1 ? " known-good config" : " known-good configs");
        return first + others.plan().map(", then "::concat).orElse("");
    }
}
