package dev.hone.worker.train.tree;

import org.apache.spark.ml.tree.CategoricalSplit;
import org.apache.spark.ml.tree.ContinuousSplit;

/**
 * The splits that a node can choose from, as MLlib's {@code DecisionTreeMetadata} says. A continuous feature is split
 * between bins. The categories of a feature are put in an order that depends on the node, and split likewise; with more
 * than two classes and few categories instead every subset is tried ("unordered").
 */
final class FeatureSpace {
    private final BinnedRows rows;
    private final SplitCandidates candidates;
    private final boolean[] unordered;

    /** @param classes 0 for regression */
    FeatureSpace(BinnedRows rows, int classes) {
        this.rows = rows;
        candidates = rows.candidates();
        unordered = new boolean[candidates.features()];
        double most = Math.floor(Math.log(candidates.mostBins() / 2 + 1) / Math.log(2) + 1);
        for (int feature = 0; feature < unordered.length; feature++) {
            int categories = candidates.categories()[feature];
            unordered[feature] = classes > 2 && categories > 1 && categories <= most;
        }
    }

    int size() {
        return unordered.length;
    }

    BinColumn column(int feature) {
        return rows.columns()[feature];
    }

    int bins(int feature) {
        return candidates.bins(feature);
    }

    int splits(int feature) {
        return unordered[feature] ? (1 << bins(feature) - 1) - 1 : bins(feature) - 1;
    }

    boolean isContinuous(int feature) {
        return candidates.categories()[feature] == 0;
    }

    boolean isUnordered(int feature) {
        return unordered[feature];
    }

    /** Whether a category goes left in a split of an unordered feature. */
    static boolean isLeft(int category, int split) {
        return (split + 1 >> category & 1) != 0;
    }

    /** The split of a continuous feature after a bin. */
    NodeSplit after(int feature, int bin) {
        return new NodeSplit(
                feature,
                candidates.lastLeft(feature, bin),
                new boolean[0],
                new ContinuousSplit(feature, candidates.thresholds()[feature][bin]));
    }

    /** The split of an unordered feature. */
    NodeSplit subset(int feature, int split) {
        int[] categories = new int[Integer.bitCount(split + 1)];
        int count = 0;
        for (int category = bins(feature) - 1; category >= 0; category--) {
            if (isLeft(category, split)) {
                categories[count++] = category;
            }
        }
        return categories(feature, categories, count);
    }

    /** The split of a feature whose first {@code count} categories in an order go left. */
    NodeSplit categories(int feature, int[] order, int count) {
        double[] categories = new double[count];
        boolean[] left = new boolean[bins(feature)];
        for (int index = 0; index < count; index++) {
            categories[index] = order[index];
            left[order[index]] = true;
        }
        return new NodeSplit(feature, 0, left, new CategoricalSplit(feature, categories, bins(feature)));
    }
}
