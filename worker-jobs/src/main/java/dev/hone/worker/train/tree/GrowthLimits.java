package dev.hone.worker.train.tree;

/**
 * When to stop.
 *
 * @param maxDepth depth of the deepest leaf, 0 for a tree of one
 * @param minRows rows that each side of a split must have
 * @param minWeight weight that each side of a split must have
 * @param minGain least gain of a split
 */
record GrowthLimits(int maxDepth, int minRows, double minWeight, double minGain) {

    GrowthLimits withMaxDepth(int depth) {
        return new GrowthLimits(depth, minRows, minWeight, minGain);
    }

    /** Whether a side of a split may have so many rows that weigh 1. */
    boolean allow(long rows) {
        return rows >= minRows && rows >= minWeight;
    }

    /** Whether every split that the others allow is allowed, whatever the depth. */
    boolean allowAllOf(GrowthLimits others) {
        return minRows <= others.minRows && minWeight <= others.minWeight && minGain <= others.minGain;
    }
}
