package dev.hone.driver.sampler;

import java.util.Map;
import java.util.OptionalLong;

/** A sampler that estimates which visited configuration is the best, where single scores are noisy. */
public interface Recommending {

    /**
     * The number of the ended trial whose configuration has the best estimated score; empty where the sampler has no estimate,
     * and the best observed score is as good a guess.
     *
     * @param history all that is known
     */
    OptionalLong recommended(History history);

    /**
     * The estimated score of each ended trial of this run that has a score, by its number; empty where the sampler has no
     * estimate.
     *
     * @param history all that is known
     */
    Map<Long, Double> estimates(History history);
}
