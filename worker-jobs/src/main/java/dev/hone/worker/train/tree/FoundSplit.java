package dev.hone.worker.train.tree;

import java.util.Arrays;

/** The best split of a node so far: of equal ones the first. Written anew for each node. */
final class FoundSplit {
    private final Side left;
    private final Side right;
    private int feature;
    private int split;
    private int[] order = {};
    private double gain;

    FoundSplit(int width) {
        left = new Side(width);
        right = new Side(width);
    }

    void clear() {
        gain = GainRule.INVALID;
    }

    /** Takes a split if it is better. */
    void offer(double newGain, int newFeature, int newSplit, int[] newOrder, Side newLeft, Side newRight) {
        if (newGain > gain) {
            gain = newGain;
            feature = newFeature;
            split = newSplit;
            order = newOrder.length == 0 ? newOrder : newOrder.clone();
            left.set(newLeft);
            right.set(newRight);
        }
    }

    /** Whether there is a split that the limits allow. */
    boolean isValid() {
        return gain != GainRule.INVALID;
    }

    double gain() {
        return gain;
    }

    /** Whether other limits allow it too. */
    boolean isValidUnder(GainRule rule, NodeStatistics node) {
        return rule.gain(node.impurity(), left, right) != GainRule.INVALID;
    }

    /** Whether both are one split of a node, or none. */
    boolean isSame(FoundSplit other) {
        return gain == other.gain
                && (!isValid()
                        || (feature == other.feature && split == other.split && Arrays.equals(order, other.order)));
    }

    NodeStatistics left(Impurity impurity) {
        return left.statistics(impurity);
    }

    NodeStatistics right(Impurity impurity) {
        return right.statistics(impurity);
    }

    NodeSplit in(FeatureSpace space) {
        if (space.isContinuous(feature)) {
            return space.after(feature, split);
        }
        return space.isUnordered(feature) ? space.subset(feature, split) : space.categories(feature, order, split + 1);
    }
}
