package dev.hone.worker.train.tree;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * A node while its tree grows, with all that a tree cut at any depth needs of it. Trees that stop growing by different
 * limits are variants of one tree: a node belongs to all of them that came to it by the same splits.
 */
final class GrownNode {
    private final int id;
    private final NodeStatistics statistics;
    private final int from;
    private final int to;
    private final BitSet failed = new BitSet(0);
    private final @Nullable Children[] children;

    /** A node's split and its children. */
    record Children(double gain, NodeSplit split, GrownNode left, GrownNode right) {}

    /**
     * @param id 1 for the root, 2n and 2n + 1 for the children of n
     * @param from where its rows begin among those of the tree; those of nodes at the greatest depth, which are not tried,
     *     are left mixed with their sibling's
     * @param to where they end
     * @param variants number of variants of the tree
     */
    GrownNode(int id, NodeStatistics statistics, int from, int to, int variants) {
        this.id = id;
        this.statistics = statistics;
        this.from = from;
        this.to = to;
        children = new Children[variants];
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

    int size() {
        return to - from;
    }

    /** False if it was tried and there was no split that the variant's limits allow. */
    boolean isValid(int variant) {
        return !failed.get(variant);
    }

    /** {@code null} for a leaf. */
    @Nullable
    Children children(int variant) {
        return children[variant];
    }

    void fail(int variant) {
        failed.set(variant);
    }

    void split(int[] variants, Children split) {
        for (int variant : variants) {
            children[variant] = split;
        }
    }
}
