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
        /** The number of the leaf. */
        QUANTITY,
        /** The sums of the classes in the leaf. */
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
            return Optional.of(new TreePredictor(Kind.QUANTITY, new DecisionTreeModel[] {tree}, new double[] {1}, 1));
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

    /** What each predicts; those that are part of another, having fewer trees or these cut off, are had on the way. */
    static List<double[]> predictAll(List<TreePredictor> predictors, RowView rows) {
        Map<TreePredictor, double[]> outputs = new IdentityHashMap<>();
        List<TreePredictor> left = new ArrayList<>(predictors);
        left.sort(Comparator.comparingInt(TreePredictor::trees)
                .thenComparingInt(TreePredictor::nodes)
                .reversed());
        while (!left.isEmpty()) {
            Pass pass = new Pass(left.get(0), rows.size());
            left.removeIf(pass::takes);
            pass.run(rows);
            pass.outputs(outputs);
        }
        return predictors.stream().map(outputs::get).toList();
    }

    private int trees() {
        return roots.length;
    }

    private int nodes() {
        return Arrays.stream(roots).mapToInt(root -> 1 + root.numDescendants()).sum();
    }

    /** Whether the trees of this one are the first of the other's. */
    private boolean isPrefixOf(TreePredictor other) {
        boolean alike = isLike(other);
        for (int tree = 0; alike && tree < roots.length; tree++) {
            alike = roots[tree] == other.roots[tree];
        }
        return alike;
    }

    /** Whether its trees, or those of which they are part, might be the first of the other's. */
    private boolean isLike(TreePredictor other) {
        return kind == other.kind
                && width == other.width
                && roots.length <= other.roots.length
                && Arrays.equals(weights, 0, roots.length, other.weights, 0, roots.length);
    }

    /** The numbers of every row, row-major. */
    double[] predict(RowView rows) {
        return predictAll(List.of(this), rows).get(0);
    }

    /**
     * One walk of all rows through the trees of one ensemble, for all ensembles that are part of it.
     *
     * <pre>{@code
     * whole     tree 0    tree 1    tree 2     a batch of rows: findLeaves -> leaf of each row, per tree
     *             |         |         |
     * cut       leaf -> leaf of the shallower tree, by leavesOf[tree][leaf]
     *             |         |         |
     * sums      sum ----> sum ----> sum        of the leaves' numbers, tree after tree
     *             |         |         |
     * outputs   1 tree    2 trees   3 trees    written where an ensemble's last tree has been added
     * }</pre>
     */
    private static final class Pass {
        private final TreePredictor whole;
        private final int rows;
        private final FlatTree[] trees;
        private final List<Cut> cuts = new ArrayList<>();

        Pass(TreePredictor whole, int rows) {
            this.whole = whole;
            this.rows = rows;
            trees = whole.flat();
            cuts.add(new Cut(whole, trees, Cut.AS_THEY_ARE));
        }

        /**
         * Takes an ensemble if it is part of the whole. Of those that differ only by their number of trees the largest must
         * come first.
         */
        boolean takes(TreePredictor part) {
            for (Cut cut : cuts) {
                if (part.isPrefixOf(cut.largest)) {
                    cut.add(part, rows);
                    return true;
                }
            }
            Optional<Cut> cut = part.isLike(whole) ? Cut.of(part, trees) : Optional.empty();
            cut.ifPresent(found -> {
                found.add(part, rows);
                cuts.add(found);
            });
            return cut.isPresent();
        }

        void run(RowView view) {
            DenseRowBatch batch = new DenseRowBatch(view);
            int[] leaves = new int[batch.capacity()];
            cuts.forEach(cut -> cut.begin(batch.capacity()));
            while (batch.next()) {
                for (int tree = 0; tree < trees.length; tree++) {
                    trees[tree].findLeaves(batch, leaves);
                    for (Cut cut : cuts) {
                        cut.add(tree, leaves, batch);
                    }
                }
            }
        }

        void outputs(Map<TreePredictor, double[]> all) {
            cuts.forEach(cut -> all.putAll(cut.outputs));
        }
    }

    /** Ensembles of the first trees of one whose trees are those of a pass, as they are or cut off at some depth. */
    private static final class Cut {
        private static final int[][] AS_THEY_ARE = {};

        private final TreePredictor largest;
        private final FlatTree[] trees;
        private final int[][] leavesOf;
        private final Map<TreePredictor, double[]> outputs = new IdentityHashMap<>();
        private int[] cutLeaves = {};
        private double[] sums = {};

        private Cut(TreePredictor largest, FlatTree[] trees, int[][] leavesOf) {
            this.largest = largest;
            this.trees = trees;
            this.leavesOf = leavesOf;
        }

        /** Nothing if some tree is not one of the whole's that was cut off. */
        static Optional<Cut> of(TreePredictor largest, FlatTree[] whole) {
            FlatTree[] trees = largest.flat();
            int[][] leavesOf = new int[trees.length][];
            for (int tree = 0; tree < trees.length; tree++) {
                Optional<int[]> leaves = whole[tree].leavesIn(trees[tree]);
                if (leaves.isEmpty()) {
                    return Optional.empty();
                }
                leavesOf[tree] = leaves.get();
            }
            return Optional.of(new Cut(largest, trees, leavesOf));
        }

        void add(TreePredictor predictor, int rows) {
            outputs.put(predictor, new double[rows * predictor.width]);
        }

        void begin(int mostRows) {
            cutLeaves = new int[mostRows];
            sums = new double[mostRows * (largest.isMargin() ? trees.length : largest.width)];
        }

        /** @param leaves those that the batch's rows reach in the whole tree */
        void add(int tree, int[] leaves, DenseRowBatch batch) {
            if (tree >= trees.length) {
                return;
            }
            largest.add(trees[tree], tree, cutLeaves(tree, leaves, batch.size()), batch.size(), sums);
            outputs.forEach((predictor, output) -> {
                if (predictor.trees() == tree + 1) {
                    largest.write(sums, batch, tree + 1, output);
                }
            });
        }

        private int[] cutLeaves(int tree, int[] leaves, int size) {
            if (leavesOf == AS_THEY_ARE) {
                return leaves;
            }
            for (int row = 0; row < size; row++) {
                cutLeaves[row] = leavesOf[tree][leaves[row]];
            }
            return cutLeaves;
        }
    }

    private boolean isMargin() {
        return kind == Kind.MARGIN || kind == Kind.MARGINS;
    }

    private FlatTree[] flat() {
        int numbers = isMargin() ? 1 : width;
        Function<LeafNode, double[]> leaf = switch (kind) {
            case TREE -> node -> node.impurityStats().stats();
            case VOTES -> TreePredictor::shares;
            case QUANTITY, MEAN, MARGIN, MARGINS -> TreePredictor::prediction;
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

    private void write(double[] sums, DenseRowBatch batch, int trees, double[] output) {
        int at = batch.first() * width;
        switch (kind) {
            case QUANTITY, TREE, VOTES -> System.arraycopy(sums, 0, output, at, batch.size() * width);
            case MEAN -> {
                for (int row = 0; row < batch.size(); row++) {
                    output[at + row] = sums[row] / trees;
                }
            }
            case MARGIN, MARGINS -> {
                for (int row = 0; row < batch.size(); row++) {
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
