package dev.hone.ml.neighbor;

/**
 * Which neighbours are asked and how much each counts.
 *
 * @param k how many are asked, at least 1
 */
public record NeighborRule(int k, VoteWeights weights, String metric, double p) {

    Distance distance() {
        return Distance.named(metric, p);
    }
}
