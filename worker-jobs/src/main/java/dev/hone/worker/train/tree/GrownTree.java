package dev.hone.worker.train.tree;

/**
 * A grown tree that has one variant.
 *
 * @param rows those that it was grown on, those of a node side by side; see {@link GrownNode#from()}
 */
record GrownTree(GrownNode root, int[] rows) {
    /** Its only variant. */
    static final int VARIANT = 0;

    /** What the leaf of a row predicts. */
    double prediction(Impurity impurity, FeatureSpace space, int row) {
        GrownNode node = root;
        GrownNode.Children children = node.children(VARIANT);
        while (children != null) {
            NodeSplit split = children.split();
            node = split.goesLeft(space.column(split.feature()).bin(row)) ? children.left() : children.right();
            children = node.children(VARIANT);
        }
        return impurity.prediction(node.statistics().sums());
    }
}
