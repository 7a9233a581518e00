package dev.hone.worker.train.tree;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.tree.GBTParams;
import org.apache.spark.ml.tree.Node;
import org.apache.spark.mllib.tree.loss.Loss;

/** MLlib's {@code GradientBoostedTrees.boost}: each tree is fitted to what those before it leave of the labels. */
final class Boosting {
    private final GBTParams params;
    private final TreeGrowth growth;
    private final int subset;
    private final Loss loss;
    private final double[] predictions;
    private final Optional<EarlyStop> earlyStop;
    private final List<Node> trees = new ArrayList<>();

    Boosting(GBTParams params, BoostedRows rows, int subset) {
        this.params = params;
        growth = rows.growth();
        this.subset = subset;
        loss = params.getOldLossType();
        predictions = new double[growth.labelled().size()];
        earlyStop = rows.validation().map(validation -> new EarlyStop(loss, validation, params.getValidationTol()));
    }

    /** Fits as many trees, or fewer if validation says so. */
    void run(int iterations) {
        while (trees.size() < iterations && !isStopped()) {
            int iteration = trees.size();
            GrownTree tree = grow(iteration);
            trees.add(ModelNodes.of(tree.root(), growth.impurity(), GrownTree.VARIANT, params.getMaxDepth()));
            earlyStop.ifPresent(stop -> stop.add(tree, weight(iteration), iteration));
        }
    }

    List<Node> trees() {
        return trees;
    }

    double[] weights(int count) {
        double[] weights = new double[count];
        Arrays.setAll(weights, this::weight);
        return weights;
    }

    /** Number of trees of a model of some iterations: all, unless it stopped before and keeps those up to the best. */
    int treesAfter(int iterations) {
        return iterations >= trees.size() && isStopped()
                ? earlyStop.orElseThrow().best()
                : iterations;
    }

    private boolean isStopped() {
        return earlyStop.map(EarlyStop::isReached).orElse(false);
    }

    private double weight(int iteration) {
        return iteration == 0 ? 1 : params.getStepSize();
    }

    private GrownTree grow(int iteration) {
        long seed = params.getSeed() + iteration;
        double rate = params.getSubsamplingRate();
        int size = predictions.length;
        RowDraws draws = rate == 1 ? RowDraws.once(size) : RowDraws.someOfMllib(size, rate, seed);
        FeatureSubsets subsets = FeatureSubsets.drawn(growth.space().size(), subset, seed);
        GrownTree tree = growth.grow(targets(iteration), draws, subsets);
        addPredictions(tree, draws, weight(iteration));
        return tree;
    }

    private double[] targets(int iteration) {
        double[] labels = growth.labelled().labels();
        if (iteration == 0) {
            return labels;
        }
        double[] targets = new double[labels.length];
        for (int row = 0; row < labels.length; row++) {
            targets[row] = -loss.gradient(predictions[row], labels[row]);
        }
        return targets;
    }

    private void addPredictions(GrownTree tree, RowDraws draws, double weight) {
        addLeaves(tree.root(), tree.rows(), weight);
        for (int row = 0; row < predictions.length; row++) {
            if (draws.draws()[row] == 0) {
                predictions[row] += tree.prediction(growth.impurity(), growth.space(), row) * weight;
            }
        }
    }

    /** The rows that a tree was grown on lie leaf by leaf, or at least those of two leaves of one parent together. */
    private void addLeaves(GrownNode node, int[] rows, double weight) {
        GrownNode.Children children = node.children(GrownTree.VARIANT);
        if (children == null) {
            addLeaf(node, rows, weight);
        } else if (isLeaf(children.left()) && isLeaf(children.right())) {
            addTwoLeaves(node, children, rows, weight);
        } else {
            addLeaves(children.left(), rows, weight);
            addLeaves(children.right(), rows, weight);
        }
    }

    private static boolean isLeaf(GrownNode node) {
        return node.children(GrownTree.VARIANT) == null;
    }

    private void addLeaf(GrownNode leaf, int[] rows, double weight) {
        double step = step(leaf, weight);
        for (int i = leaf.from(); i < leaf.to(); i++) {
            predictions[rows[i]] += step;
        }
    }

    private void addTwoLeaves(GrownNode parent, GrownNode.Children leaves, int[] rows, double weight) {
        NodeSplit split = leaves.split();
        BinColumn column = growth.space().column(split.feature());
        double left = step(leaves.left(), weight);
        double right = step(leaves.right(), weight);
        for (int i = parent.from(); i < parent.to(); i++) {
            predictions[rows[i]] += split.goesLeft(column.bin(rows[i])) ? left : right;
        }
    }

    private double step(GrownNode leaf, double weight) {
        return growth.impurity().prediction(leaf.statistics().sums()) * weight;
    }
}
