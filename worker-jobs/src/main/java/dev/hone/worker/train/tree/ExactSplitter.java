package dev.hone.worker.train.tree;

import java.util.Arrays;

/** Adds the rows of every node up in double precision, feature by feature, as MLlib does; for weighted rows. */
final class ExactSplitter implements Splitter {
    private static final int[] BY_BIN = {};

    private final FeatureSpace space;
    private final RowSums rowSums;
    private final Impurity impurity;
    private final int width;
    private final double[] sums;
    private final Side left;
    private final Side right;
    private final Side whole;
    private int[] order = BY_BIN;

    ExactSplitter(FeatureSpace space, RowSums rowSums, Impurity impurity) {
        this.space = space;
        this.rowSums = rowSums;
        this.impurity = impurity;
        width = rowSums.width() + 1;
        int most = 1;
        for (int feature = 0; feature < space.size(); feature++) {
            most = Math.max(most, Math.max(space.bins(feature), space.splits(feature)));
        }
        sums = new double[most * width];
        left = new Side(rowSums.width());
        right = new Side(rowSums.width());
        whole = new Side(rowSums.width());
    }

    @Override
    public int histogramSize() {
        return 0;
    }

    @Override
    public void count(int[] features, int[] rows, int from, int to, long[] histogram) {}

    /** Both sides of the first split together; that differs from the sum of all rows in the last bits. */
    @Override
    public NodeStatistics root(int[] features, int[] rows, int from, int to, long[] histogram) {
        for (int feature : features) {
            if (space.splits(feature) > 0) {
                load(feature, rows, from, to, histogram);
                left.clear();
                left.add(sums, at(feature, 0));
                right.setDifference(whole, left);
                left.add(right);
                return left.statistics(impurity);
            }
        }
        loadAll(rows, from, to);
        return whole.statistics(impurity);
    }

    @Override
    public void find(GainRule rule, GrownNode node, int[] features, int[] rows, long[] histogram, FoundSplit found) {
        for (int feature : features) {
            if (space.splits(feature) > 0) {
                load(feature, rows, node.from(), node.to(), histogram);
                find(rule, node.statistics(), feature, found);
            }
        }
    }

    private void find(GainRule rule, NodeStatistics node, int feature, FoundSplit found) {
        boolean unordered = space.isUnordered(feature);
        int splits = space.splits(feature);
        left.clear();
        for (int split = 0; split < splits; split++) {
            int at = at(feature, split);
            if (unordered) {
                left.clear();
            }
            if (sums[at + width - 1] > 0) {
                left.add(sums, at);
                right.setDifference(whole, left);
                found.offer(rule.gain(node.impurity(), left, right), feature, split, order, left, right);
            }
        }
    }

    /** Where the sums stand that a split adds to the left side. */
    private int at(int feature, int split) {
        return (order == BY_BIN ? split : order[split]) * width;
    }

    private void load(int feature, int[] rows, int from, int to, long[] histogram) {
        order = BY_BIN;
        if (space.isUnordered(feature)) {
            loadAll(rows, from, to);
            Arrays.fill(sums, 0, space.splits(feature) * width, 0);
            rowSums.addLefts(space.column(feature), space.splits(feature), rows, from, to, sums);
            return;
        }
        Arrays.fill(sums, 0, space.bins(feature) * width, 0);
        rowSums.add(space.column(feature), feature, rows, from, to, histogram, sums);
        if (!space.isContinuous(feature)) {
            order = CategoryOrder.by(centroids(space.bins(feature)));
        }
        whole.clear();
        for (int bin = 0; bin < space.bins(feature); bin++) {
            whole.add(sums, at(feature, bin));
        }
    }

    private void loadAll(int[] rows, int from, int to) {
        Arrays.fill(sums, 0, width, 0);
        rowSums.addAll(rows, from, to, sums);
        whole.clear();
        whole.add(sums, 0);
    }

    private double[] centroids(int categories) {
        double[] centroids = new double[categories];
        for (int category = 0; category < categories; category++) {
            left.clear();
            left.add(sums, category * width);
            centroids[category] = impurity.weight(left.sums) == 0 ? Double.MAX_VALUE : rowSums.centroid(left);
        }
        return centroids;
    }
}
