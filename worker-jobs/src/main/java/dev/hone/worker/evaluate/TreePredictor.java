package dev.hone.worker.evaluate;

import dev.hone.worker.data.RowView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.classification.DecisionTreeClassificationModel;
import org.apache.spark.ml.classification.GBTClassificationModel;
import org.apache.spark.ml.classification.RandomForestClassificationModel;
import org.apache.spark.ml.linalg.BLAS$;
import org.apache.spark.ml.regression.DecisionTreeRegressionModel;
import org.apache.spark.ml.regression.GBTRegressionModel;
import org.apache.spark.ml.regression.RandomForestRegressionModel;
import org.apache.spark.ml.tree.DecisionTreeModel;
import org.apache.spark.ml.tree.LeafNode;
import org.apache.spark.ml.tree.Node;

/**
 * Trees, forests and boosted trees of MLlib on rows in memory: what their {@code predictRaw} or, for quantities, {@code
 * predict} says, bit for bit.
 */
final class TreePredictor {
    private final Kind kind;
    private final Node[] roots;
    private final double[] weights;
    private final int width;

    private enum Kind {
        /** The numbers of the leaf. */
        TREE,
        /** Shares of the classes, added up over the trees. */
        VOTES,
        /** The mean over the trees. */
        MEAN,
        /** The weighted sum over the trees. */
        MARGIN,
        /** The same, for two classes. */
        MARGINS
    }

    private TreePredictor(Kind kind, DecisionTreeModel[] trees, double[] weights, int width) {
        this.kind = kind;
        roots = Arrays.stream(trees).map(DecisionTreeModel::rootNode).toArray(Node[]::new);
        this.weights = weights;
        this.width = width;
    }

    /** Nothing for other models. */
    static Optional<TreePredictor> of(Model<?> model) {
        if (model instanceof DecisionTreeClassificationModel tree) {
            return Optional.of(
                    new TreePredictor(Kind.TREE, new DecisionTreeModel[] {tree}, new double[] {1}, tree.numClasses()));
        }
        if (model instanceof DecisionTreeRegressionModel tree) {
            return Optional.of(new TreePredictor(Kind.TREE, new DecisionTreeModel[] {tree}, new double[] {1}, 1));
        }
        if (model instanceof RandomForestClassificationModel forest) {
            return Optional.of(
                    new TreePredictor(Kind.VOTES, forest.trees(), forest.treeWeights(), forest.numClasses()));
        }
        if (model instanceof RandomForestRegressionModel forest) {
            return Optional.of(new TreePredictor(Kind.MEAN, forest.trees(), forest.treeWeights(), 1));
        }
        if (model instanceof GBTClassificationModel boosted) {
            return Optional.of(new TreePredictor(Kind.MARGINS, boosted.trees(), boosted.treeWeights(), 2));
        }
        if (model instanceof GBTRegressionModel boosted) {
            return Optional.of(new TreePredictor(Kind.MARGIN, boosted.trees(), boosted.treeWeights(), 1));
        }
        return Optional.empty();
    }

    /** What each predicts; those whose trees are the first of another's are had on the way. */
    static List<double[]> predictAll(List<TreePredictor> predictors, RowView rows) {
        Map<TreePredictor, double[]> outputs = new IdentityHashMap<>();
        List<TreePredictor> largestFirst = new ArrayList<>(predictors);
        largestFirst.sort(Comparator.comparingInt((TreePredictor predictor) -> predictor.roots.length)
                .reversed());
        for (TreePredictor largest : largestFirst) {
            if (!outputs.containsKey(largest)) {
                List<TreePredictor> prefixes = largestFirst.stream()
                        .filter(other -> !outputs.containsKey(other) && other.isPrefixOf(largest))
                        .toList();
                largest.predict(prefixes, rows, outputs);
            }
        }
        return predictors.stream().map(outputs::get).toList();
    }

    private void predict(List<TreePredictor> prefixes, RowView rows, Map<TreePredictor, double[]> outputs) {
        int[] sizes = prefixes.stream()
                .mapToInt(prefix -> prefix.roots.length)
                .sorted()
                .distinct()
                .toArray();
        List<double[]> bySize = predict(rows, sizes);
        for (TreePredictor prefix : prefixes) {
            outputs.put(prefix, bySize.get(Arrays.binarySearch(sizes, prefix.roots.length)));
        }
    }

    /** Whether the trees of this one are the first of the other's. */
    private boolean isPrefixOf(TreePredictor other) {
        boolean alike = kind == other.kind && width == other.width && roots.length <= other.roots.length;
        for (int tree = 0; alike && tree < roots.length; tree++) {
            alike = roots[tree] == other.roots[tree] && weights[tree] == other.weights[tree];
        }
        return alike;
    }

    /** The numbers of every row, row-major. */
    double[] predict(RowView rows) {
        return predict(rows, new int[] {roots.length}).get(0);
    }

    /**
     * The same for several ensembles of the first trees.
     *
     * @param sizes their numbers of trees, ascending
     */
    private List<double[]> predict(RowView rows, int[] sizes) {
        List<double[]> outputs = new ArrayList<>(sizes.length);
        for (int index = 0; index < sizes.length; index++) {
            outputs.add(new double[rows.size() * width]);
        }
        FlatTree[] trees = flat();
        RowBlock block = new RowBlock(rows);
        int[] leaves = new int[block.capacity()];
        double[] sums = new double[block.capacity() * (isMargin() ? roots.length : width)];
        while (block.next()) {
            int next = 0;
            for (int tree = 0; tree < trees.length && next < sizes.length; tree++) {
                trees[tree].findLeaves(block, leaves);
                add(trees[tree], tree, leaves, block.size(), sums);
                while (next < sizes.length && sizes[next] == tree + 1) {
                    write(sums, block, tree + 1, outputs.get(next++));
                }
            }
        }
        return outputs;
    }

    private boolean isMargin() {
        return kind == Kind.MARGIN || kind == Kind.MARGINS;
    }

    private FlatTree[] flat() {
        int numbers = isMargin() ? 1 : width;
        Function<LeafNode, double[]> leaf = switch (kind) {
            case TREE ->
                width == 1
                        ? TreePredictor::prediction
                        : node -> node.impurityStats().stats();
            case VOTES -> TreePredictor::shares;
            case MEAN, MARGIN, MARGINS -> TreePredictor::prediction;
        };
        return Arrays.stream(roots)
                .map(root -> new FlatTree(root, numbers, leaf))
                .toArray(FlatTree[]::new);
    }

    private static double[] prediction(LeafNode leaf) {
        return new double[] {leaf.prediction()};
    }

    private static double[] shares(LeafNode leaf) {
        double[] counts = leaf.impurityStats().stats();
        double total = counts[0];
        for (int index = 1; index < counts.length; index++) {
            total += counts[index];
        }
        double[] shares = new double[counts.length];
        for (int index = 0; total != 0 && index < counts.length; index++) {
            shares[index] = counts[index] / total;
        }
        return shares;
    }

    private void add(FlatTree tree, int index, int[] leaves, int size, double[] sums) {
        for (int row = 0; row < size; row++) {
            if (isMargin()) {
                sums[row * roots.length + index] = tree.value(leaves[row], 0);
            } else if (index == 0) {
                set(tree, leaves[row], sums, row * width);
            } else {
                add(tree, leaves[row], sums, row * width);
            }
        }
    }

    private void set(FlatTree tree, int leaf, double[] sums, int at) {
        for (int number = 0; number < width; number++) {
            sums[at + number] = tree.value(leaf, number);
        }
    }

    private void add(FlatTree tree, int leaf, double[] sums, int at) {
        for (int number = 0; number < width; number++) {
            sums[at + number] += tree.value(leaf, number);
        }
    }

    private void write(double[] sums, RowBlock block, int trees, double[] output) {
        int at = block.first() * width;
        switch (kind) {
            case TREE, VOTES -> System.arraycopy(sums, 0, output, at, block.size() * width);
            case MEAN -> {
                for (int row = 0; row < block.size(); row++) {
                    output[at + row] = sums[row] / trees;
                }
            }
            case MARGIN, MARGINS -> {
                for (int row = 0; row < block.size(); row++) {
                    writeMargin(sums, row * roots.length, trees, output, at + row * width);
                }
            }
        }
    }

    /** Added up by the routine that MLlib uses, whose order of additions is its own. */
    private void writeMargin(double[] sums, int from, int trees, double[] output, int at) {
        double margin = BLAS$.MODULE$.nativeBLAS().ddot(trees, sums, from, 1, weights, 0, 1);
        if (kind == Kind.MARGINS) {
            output[at] = -margin;
            output[at + 1] = margin;
        } else {
            output[at] = margin;
        }
    }
}
