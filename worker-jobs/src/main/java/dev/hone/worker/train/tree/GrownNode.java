package dev.hone.worker.train.tree;

import org.jspecify.annotations.Nullable;

/** A node while its tree grows, with all that a tree cut at any depth needs of it. */
final class GrownNode {
    private final int id;
    private final NodeStatistics statistics;
    private final int from;
    private final int to;
    private boolean valid = true;
    private double gain;
    private @Nullable Children children;

    /** What a split makes of a node. */
    record Children(NodeSplit split, GrownNode left, GrownNode right) {}

    /**
     * @param id 1 for the root, 2n and 2n + 1 for the children of n
     * @param from where its rows begin among those of the tree; those of nodes at the greatest depth, which are not tried,
     *     are left mixed with their sibling's
     * @param to where they end
     */
    GrownNode(int id, NodeStatistics statistics, int from, int to) {
        this.id = id;
        this.statistics = statistics;
        this.from = from;
        this.to = to;
    }

    int id() {
        return id;
    }

    int depth() {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(id);
    }

    NodeStatistics statistics() {
        return statistics;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** False if it was tried and there was no split that the limits allow. */
    boolean isValid() {
        return valid;
    }

    double gain() {
        return gain;
    }

    /** {@code null} for a leaf. */
    @Nullable
    Children children() {
        return children;
    }

    void fail() {
        valid = false;
    }

    void split(double newGain, NodeSplit split, GrownNode left, GrownNode right) {
        gain = newGain;
        children = new Children(split, left, right);
    }
}
