package dev.hone.driver.sampler;

import dev.hone.driver.ranking.Objective;
import dev.hone.driver.space.SearchSpace;

/**
 * What a sampler is made for.
 *
 * @param space what may be proposed
 * @param objective what ranks trials, and in which direction
 * @param trials the most trials, at least 1; a finite space may have fewer configurations; {@link #UNLIMITED} where only a
 *     time limit ends the search
 * @param seed the study's seed
 */
public record SamplerSettings(SearchSpace space, Objective objective, long trials, long seed) {
    /** As many trials as time permits: more than a study holds. */
    public static final long UNLIMITED = Integer.MAX_VALUE;

    public SamplerSettings {
        if (trials < 1) {
            throw new IllegalArgumentException("Trials must be at least 1 (trials: " + trials + ")");
        }
    }

    /** The same for another space. */
    public SamplerSettings over(SearchSpace other) {
        return new SamplerSettings(other, objective, trials, seed);
    }
}
