package dev.hone.worker.train.tree;

import java.util.ArrayDeque;
import org.apache.spark.TaskContext;

/**
 * Grows one tree, depth first. Where every node looks at all features, the cells of the smaller child are counted and
 * subtracted from its parent's to get those of the larger; where nodes look at some, each counts those.
 */
final class TreeGrower {
    private final FeatureSpace space;
    private final SplitSearch search;
    private final FeatureSubsets subsets;
    private final GrowthLimits limits;
    private final Impurity impurity;
    private final int[] rows;
    private final int[] spare;
    private final FoundSplit found;
    private final ArrayDeque<long[]> free = new ArrayDeque<>();

    /** @param rows those of the tree, ascending; sorted by node while it grows */
    TreeGrower(FeatureSpace space, SplitSearch search, FeatureSubsets subsets, GainRule rule, int width, int[] rows) {
        this.space = space;
        this.search = search;
        this.subsets = subsets;
        limits = rule.limits();
        impurity = rule.impurity();
        this.rows = rows;
        spare = new int[rows.length];
        found = new FoundSplit(width);
    }

    GrownNode grow() {
        int[] features = subsets.of(1);
        long[] cells = take();
        search.count(features, rows, 0, rows.length, cells);
        GrownNode root = new GrownNode(1, search.root(features, rows, 0, rows.length, cells), 0, rows.length);
        split(root, features, cells);
        return root;
    }

    private void grow(GrownNode node, long[] cells) {
        int[] features = subsets.of(node.id());
        if (!subsets.areWhole()) {
            search.count(features, rows, node.from(), node.to(), cells);
        }
        split(node, features, cells);
    }

    /** @param cells the node's, used up */
    private void split(GrownNode node, int[] features, long[] cells) {
        checkCancelled();
        found.clear();
        search.find(node.statistics(), features, rows, node.from(), node.to(), cells, found);
        if (!found.isValid()) {
            node.fail();
        } else if (found.gain() > 0 && node.depth() < limits.maxDepth()) {
            growChildren(divided(node), cells);
            return;
        }
        free.push(cells);
    }

    private GrownNode.Children divided(GrownNode node) {
        NodeSplit split = found.in(space);
        int leftTo = node.to();
        int rightFrom = node.from();
        if (node.depth() + 1 < limits.maxDepth()) {
            leftTo = split.partition(space.column(split.feature()), rows, node.from(), node.to(), spare);
            rightFrom = leftTo;
        }
        GrownNode left = new GrownNode(2 * node.id(), found.left(impurity), node.from(), leftTo);
        GrownNode right = new GrownNode(2 * node.id() + 1, found.right(impurity), rightFrom, node.to());
        node.split(found.gain(), split, left, right);
        return new GrownNode.Children(split, left, right);
    }

    /** @param cells the parent's, used up */
    private void growChildren(GrownNode.Children children, long[] cells) {
        boolean leftIsSmaller = size(children.left()) <= size(children.right());
        GrownNode smaller = leftIsSmaller ? children.left() : children.right();
        GrownNode larger = leftIsSmaller ? children.right() : children.left();
        if (!subsets.areWhole()) {
            free.push(cells);
            growWithOwnCells(smaller);
            growWithOwnCells(larger);
        } else if (isTried(smaller) || isTried(larger)) {
            growBySubtraction(smaller, larger, cells);
        } else {
            free.push(cells);
        }
    }

    private void growWithOwnCells(GrownNode node) {
        if (isTried(node)) {
            grow(node, take());
        }
    }

    private void growBySubtraction(GrownNode smaller, GrownNode larger, long[] cells) {
        long[] ofSmaller = take();
        search.count(subsets.of(smaller.id()), rows, smaller.from(), smaller.to(), ofSmaller);
        if (isTried(larger)) {
            for (int index = 0; index < cells.length; index++) {
                cells[index] -= ofSmaller[index];
            }
        }
        growOrFree(smaller, ofSmaller);
        growOrFree(larger, cells);
    }

    private void growOrFree(GrownNode node, long[] cells) {
        if (isTried(node)) {
            grow(node, cells);
        } else {
            free.push(cells);
        }
    }

    private boolean isTried(GrownNode node) {
        return node.depth() < limits.maxDepth() && !node.statistics().isPure();
    }

    private static int size(GrownNode node) {
        return node.to() - node.from();
    }

    private long[] take() {
        return free.isEmpty() ? new long[search.cells()] : free.pop();
    }

    private static void checkCancelled() {
        TaskContext task = TaskContext.get();
        if (task != null) {
            task.killTaskIfInterrupted();
        }
    }
}
