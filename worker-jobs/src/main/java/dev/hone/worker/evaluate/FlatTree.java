package dev.hone.worker.evaluate;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.ml.tree.CategoricalSplit;
import org.apache.spark.ml.tree.ContinuousSplit;
import org.apache.spark.ml.tree.InternalNode;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;

/**
 * A tree of MLlib in arrays, nodes in preorder. The left and right child of node n are {@code children[2n]} and {@code
 * children[2n + 1]}; a leaf is its own child, so that every row takes exactly {@code depth} steps without a branch, and four
 * rows can be followed side by side.
 *
 * <pre>{@code
 *       0: x3 <= 0.5               node       0    1    2    3    4
 *       /          \               features   3    -    1    -    -
 *   1: leaf    2: x1 <= 7          thresholds .5   -    7    -    -
 *              /        \          children   1 2  1 1  3 4  3 3  4 4
 *          3: leaf    4: leaf
 * }</pre>
 */
final class FlatTree {
    private static final CategorySet NO_CATEGORIES = new CategorySet(new boolean[0], false);

    private final int[] features;
    private final double[] thresholds;
    private final int[] children;
    private final CategorySet[] categories;
    private final boolean categorical;
    private final int depth;
    private final int width;
    private final double[] values;
    private int size;

    /** Categories that go left; values that are no category go where MLlib sends them. */
    private record CategorySet(boolean[] left, boolean othersGoLeft) {
        boolean isAlike(CategorySet other) {
            return othersGoLeft == other.othersGoLeft && Arrays.equals(left, other.left);
        }

        boolean hasLeft(double value) {
            int category = (int) value;
            return category == value && category >= 0 && category < left.length ? left[category] : othersGoLeft;
        }
    }

    /**
     * @param width numbers that a leaf gives
     * @param leaf those numbers
     */
    FlatTree(Node root, int width, Function<LeafNode, double[]> leaf) {
        int nodes = count(root);
        this.width = width;
        features = new int[nodes];
        thresholds = new double[nodes];
        children = new int[2 * nodes];
        categories = new CategorySet[nodes];
        values = new double[nodes * width];
        depth = add(root, leaf);
        categorical = Arrays.stream(categories).anyMatch(set -> set != NO_CATEGORIES);
    }

    private static int count(Node node) {
        return node instanceof InternalNode inner ? 1 + count(inner.leftChild()) + count(inner.rightChild()) : 1;
    }

    /** Appends a subtree; returns its depth. */
    private int add(Node node, Function<LeafNode, double[]> leaf) {
        int at = size++;
        categories[at] = NO_CATEGORIES;
        if (node instanceof InternalNode inner) {
            setSplit(at, inner);
            children[2 * at] = size;
            int left = add(inner.leftChild(), leaf);
            children[2 * at + 1] = size;
            return 1 + Math.max(left, add(inner.rightChild(), leaf));
        }
        children[2 * at] = at;
        children[2 * at + 1] = at;
        System.arraycopy(leaf.apply((LeafNode) node), 0, values, at * width, width);
        return 0;
    }

    private void setSplit(int at, InternalNode node) {
        features[at] = node.split().featureIndex();
        if (node.split() instanceof ContinuousSplit split) {
            thresholds[at] = split.threshold();
        } else {
            categories[at] = categorySet((CategoricalSplit) node.split());
        }
    }

    /** MLlib keeps the smaller of the two sets, and sends left or right what is not in it. */
    private static CategorySet categorySet(CategoricalSplit split) {
        boolean[] left = new boolean[split.numCategories()];
        for (double category : split.leftCategories()) {
            left[(int) category] = true;
        }
        return new CategorySet(left, split.leftCategories().length > split.numCategories() / 2);
    }

    /** Finds the leaf of each row of a batch. */
    void findLeaves(DenseRowBatch batch, int[] leaves) {
        int row = 0;
        if (!categorical) {
            for (; row + 4 <= batch.size(); row += 4) {
                findFour(batch, row, leaves);
            }
        }
        for (; row < batch.size(); row++) {
            leaves[row] = leaf(batch.values(), batch.start(row));
        }
    }

    /** Four rows side by side: none waits for what another reads. */
    private void findFour(DenseRowBatch batch, int row, int[] leaves) {
        double[] table = batch.values();
        int start0 = batch.start(row);
        int start1 = batch.start(row + 1);
        int start2 = batch.start(row + 2);
        int start3 = batch.start(row + 3);
        int node0 = 0;
        int node1 = 0;
        int node2 = 0;
        int node3 = 0;
        for (int step = 0; step < depth; step++) {
            node0 = children[2 * node0 + (table[start0 + features[node0]] <= thresholds[node0] ? 0 : 1)];
            node1 = children[2 * node1 + (table[start1 + features[node1]] <= thresholds[node1] ? 0 : 1)];
            node2 = children[2 * node2 + (table[start2 + features[node2]] <= thresholds[node2] ? 0 : 1)];
            node3 = children[2 * node3 + (table[start3 + features[node3]] <= thresholds[node3] ? 0 : 1)];
        }
        leaves[row] = node0;
        leaves[row + 1] = node1;
        leaves[row + 2] = node2;
        leaves[row + 3] = node3;
    }

    private int leaf(double[] table, int start) {
        int node = 0;
        while (!isLeaf(node)) {
            double value = table[start + features[node]];
            boolean left =
                    categories[node] == NO_CATEGORIES ? value <= thresholds[node] : categories[node].hasLeft(value);
            node = children[2 * node + (left ? 0 : 1)];
        }
        return node;
    }

    /**
     * By leaf of this tree the leaf of a shallower one that the same rows reach; nothing if that one is not this tree cut off.
     */
    Optional<int[]> leavesIn(FlatTree shallower) {
        int[] found = new int[size];
        return follow(0, shallower, 0, found) ? Optional.of(found) : Optional.empty();
    }

    private boolean follow(int node, FlatTree other, int otherNode, int[] found) {
        if (other.isLeaf(otherNode)) {
            Arrays.fill(found, node, end(node), otherNode);
            return true;
        }
        return !isLeaf(node)
                && splits(node, other, otherNode)
                && follow(children[2 * node], other, other.children[2 * otherNode], found)
                && follow(children[2 * node + 1], other, other.children[2 * otherNode + 1], found);
    }

    private boolean isLeaf(int node) {
        return children[2 * node] == node;
    }

    /** After the last node of a subtree, whose nodes follow each other. */
    private int end(int node) {
        int last = node;
        while (!isLeaf(last)) {
            last = children[2 * last + 1];
        }
        return last + 1;
    }

    /** Whether both nodes split alike. */
    private boolean splits(int node, FlatTree other, int otherNode) {
        return features[node] == other.features[otherNode]
                && thresholds[node] == other.thresholds[otherNode]
                && categories[node].isAlike(other.categories[otherNode]);
    }

    /** One of the numbers of a leaf. */
    double value(int leaf, int index) {
        return values[leaf * width + index];
    }
}
