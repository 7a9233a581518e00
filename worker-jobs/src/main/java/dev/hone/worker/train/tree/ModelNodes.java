package dev.hone.worker.train.tree;

import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.mllib.tree.impurity.ImpurityCalculator;

/**
 * MLlib's nodes of a variant of a grown tree that is cut at some depth: as its {@code LearningNode.toNode}, which makes one leaf of two
 * that predict the same.
 */
final class ModelNodes {
    /** What MLlib says of a leaf that it could not split. */
    private static final double UNKNOWN_IMPURITY = -1;

    private final Impurity impurity;
    private final int variant;
    private final int maxDepth;

    private ModelNodes(Impurity impurity, int variant, int maxDepth) {
        this.impurity = impurity;
        this.variant = variant;
        this.maxDepth = maxDepth;
    }

    static Node of(GrownNode root, Impurity impurity, int variant, int maxDepth) {
        return new ModelNodes(impurity, variant, maxDepth).node(root);
    }

    private Node node(GrownNode grown) {
        GrownNode.Children children = grown.children(variant);
        if (children == null || grown.depth() == maxDepth) {
            return leaf(grown);
        }
        Node left = node(children.left());
        Node right = node(children.right());
        NodeStatistics statistics = grown.statistics();
        if (left instanceof LeafNode && right instanceof LeafNode && left.prediction() == right.prediction()) {
            return new LeafNode(left.prediction(), statistics.impurity(), calculator(statistics));
        }
        return new InternalNode(
                impurity.prediction(statistics.sums()),
                statistics.impurity(),
                children.gain(),
                left,
                right,
                children.split().split(),
                calculator(statistics));
    }

    /** The root is always tried; another node at the depth of the cut is not. */
    private LeafNode leaf(GrownNode grown) {
        NodeStatistics statistics = grown.statistics();
        boolean untried = grown.depth() == maxDepth && maxDepth > 0;
        return new LeafNode(
                impurity.prediction(statistics.sums()),
                untried || grown.isValid(variant) ? statistics.impurity() : UNKNOWN_IMPURITY,
                calculator(statistics));
    }

    private ImpurityCalculator calculator(NodeStatistics statistics) {
        return impurity.calculator(statistics.sums(), statistics.rows());
    }
}
