package dev.hone.worker.train.tree;

import dev.hone.worker.trial.Cancellation;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Grows the variants of one tree, depth first. Rows are counted once for all variants that came to a node by the same
 * splits. Where every node looks at all features, the histogram of the smaller child is counted and subtracted from its
 * parent's to get those of the larger; where nodes look at some, each counts those.
 */
final class TreeGrower {
    private final FeatureSpace space;
    private final Splitter splitter;
    private final FeatureSubsets subsets;
    private final GainRule[] rules;
    private final Impurity impurity;
    private final BestSplits best;
    private final int[] rows;
    private final int[] spare;
    private final ArrayDeque<long[]> free = new ArrayDeque<>();

    /**
     * A split that some variants of a node have.
     *
     * @param variants ascending
     */
    private record Division(double gain, NodeSplit split, NodeStatistics left, NodeStatistics right, int[] variants) {}

    /**
     * @param variants the limits of each variant
     * @param width sums of a node
     * @param rows those of the tree, ascending; sorted by node while it grows, in the end by the leaves of some variant
     */
    TreeGrower(
            FeatureSpace space,
            Splitter splitter,
            FeatureSubsets subsets,
            Impurity impurity,
            List<GrowthLimits> variants,
            int width,
            int[] rows) {
        this.space = space;
        this.splitter = splitter;
        this.subsets = subsets;
        this.impurity = impurity;
        rules = variants.stream().map(limits -> new GainRule(impurity, limits)).toArray(GainRule[]::new);
        best = new BestSplits(splitter, rules, width);
        this.rows = rows;
        spare = new int[rows.length];
    }

    GrownNode grow() {
        int[] features = subsets.of(1);
        long[] histogram = take();
        splitter.count(features, rows, 0, rows.length, histogram);
        NodeStatistics statistics = splitter.root(features, rows, 0, rows.length, histogram);
        GrownNode root = new GrownNode(1, statistics, 0, rows.length, rules.length);
        split(root, IntStream.range(0, rules.length).toArray(), features, histogram);
        return root;
    }

    /** @param variants that come to the node; of these, those that are no deeper are leaves */
    private void grow(GrownNode node, int[] variants, long[] histogram) {
        int[] features = subsets.of(node.id());
        if (!subsets.areWhole()) {
            splitter.count(features, rows, node.from(), node.to(), histogram);
        }
        split(node, deeperThan(node.depth(), variants), features, histogram);
    }

    /** @param histogram the node's, used up */
    private void split(GrownNode node, int[] variants, int[] features, long[] histogram) {
        Cancellation.check();
        best.find(node, variants, features, rows, histogram);
        List<Division> divisions = divisions(node, variants);
        if (divisions.isEmpty()) {
            free.push(histogram);
            return;
        }
        int last = divisions.size() - 1;
        for (Division division : divisions.subList(0, last)) {
            int[] kept = Arrays.copyOfRange(rows, node.from(), node.to());
            growChildren(node, division, copied(histogram));
            System.arraycopy(kept, 0, rows, node.from(), kept.length);
        }
        growChildren(node, divisions.get(last), histogram);
    }

    private List<Division> divisions(GrownNode node, int[] variants) {
        List<Division> divisions = new ArrayList<>(1);
        for (int variant : variants) {
            FoundSplit found = best.of(variant);
            if (!found.isValid()) {
                node.fail(variant);
            } else if (best.first(variant) == variant && found.gain() > 0) {
                int[] sharing = deeperThan(node.depth(), sharing(variant, variants));
                if (sharing.length > 0) {
                    divisions.add(new Division(
                            found.gain(), found.in(space), found.left(impurity), found.right(impurity), sharing));
                }
            }
        }
        return divisions;
    }

    private int[] sharing(int first, int[] variants) {
        return variants.length == 1
                ? variants
                : Arrays.stream(variants)
                        .filter(variant -> best.first(variant) == first)
                        .toArray();
    }

    private int[] deeperThan(int depth, int[] variants) {
        for (int variant : variants) {
            if (rules[variant].limits().maxDepth() <= depth) {
                return Arrays.stream(variants)
                        .filter(each -> rules[each].limits().maxDepth() > depth)
                        .toArray();
            }
        }
        return variants;
    }

    /** @param histogram the parent's, used up */
    private void growChildren(GrownNode node, Division division, long[] histogram) {
        GrownNode.Children children = divided(node, division);
        boolean leftIsSmaller = children.left().size() <= children.right().size();
        GrownNode smaller = leftIsSmaller ? children.left() : children.right();
        GrownNode larger = leftIsSmaller ? children.right() : children.left();
        int[] variants = division.variants();
        if (!subsets.areWhole()) {
            free.push(histogram);
            growWithOwnHistogram(smaller, variants);
            growWithOwnHistogram(larger, variants);
        } else if (isTried(smaller, variants) || isTried(larger, variants)) {
            growBySubtraction(smaller, larger, variants, histogram);
        } else {
            free.push(histogram);
        }
    }

    private GrownNode.Children divided(GrownNode node, Division division) {
        int leftTo = node.to();
        int rightFrom = node.from();
        NodeSplit split = division.split();
        if (deeperThan(node.depth() + 1, division.variants()).length > 0) {
            leftTo = split.partition(space.column(split.feature()), rows, node.from(), node.to(), spare);
            rightFrom = leftTo;
        }
        int id = 2 * node.id();
        GrownNode left = new GrownNode(id, division.left(), node.from(), leftTo, rules.length);
        GrownNode right = new GrownNode(id + 1, division.right(), rightFrom, node.to(), rules.length);
        GrownNode.Children children = new GrownNode.Children(division.gain(), split, left, right);
        node.split(division.variants(), children);
        return children;
    }

    private void growWithOwnHistogram(GrownNode node, int[] variants) {
        if (isTried(node, variants)) {
            grow(node, variants, take());
        }
    }

    private void growBySubtraction(GrownNode smaller, GrownNode larger, int[] variants, long[] histogram) {
        long[] ofSmaller = take();
        splitter.count(subsets.of(smaller.id()), rows, smaller.from(), smaller.to(), ofSmaller);
        if (isTried(larger, variants)) {
            for (int index = 0; index < histogram.length; index++) {
                histogram[index] -= ofSmaller[index];
            }
        }
        growOrFree(smaller, variants, ofSmaller);
        growOrFree(larger, variants, histogram);
    }

    private void growOrFree(GrownNode node, int[] variants, long[] histogram) {
        if (isTried(node, variants)) {
            grow(node, variants, histogram);
        } else {
            free.push(histogram);
        }
    }

    private boolean isTried(GrownNode node, int[] variants) {
        return !node.statistics().isPure() && deeperThan(node.depth(), variants).length > 0;
    }

    private long[] take() {
        return free.isEmpty() ? new long[splitter.histogramSize()] : free.pop();
    }

    private long[] copied(long[] histogram) {
        long[] copy = take();
        System.arraycopy(histogram, 0, copy, 0, copy.length);
        return copy;
    }
}
