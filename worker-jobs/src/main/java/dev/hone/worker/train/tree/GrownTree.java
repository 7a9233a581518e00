package dev.hone.worker.train.tree;

/**
 * A grown tree.
 *
 * @param rows those that it was grown on, those of a node side by side; see {@link GrownNode#from()}
 */
record GrownTree(GrownNode root, int[] rows) {

    /** What the leaf of a row predicts. */
    double prediction(Impurity impurity, FeatureSpace space, int row) {
        GrownNode node = root;
        GrownNode.Children children = node.children();
        while (children != null) {
            NodeSplit split = children.split();
            node = split.goesLeft(space.column(split.feature()).bin(row)) ? children.left() : children.right();
            children = node.children();
        }
        return impurity.prediction(node.statistics().sums());
    }
}
