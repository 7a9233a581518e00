package dev.hone.worker.train.tree;

import java.util.Arrays;

/**
 * Finds splits of classification trees whose rows weigh 1. One long of the histogram counts the rows of two classes, so
 * that one addition per row and feature serves either:
 *
 * <pre>{@code
 * entries of a bin, 5 classes    | class 1 : class 0 | class 3 : class 2 |    0    : class 4 |
 * bits                            63     32 31      0
 * }</pre>
 *
 * <p>A row of class c adds {@code draws << 32 * (c % 2)} to entry {@code c / 2}. The counts are whole numbers, so MLlib's sums
 * follow from them exactly, and a sibling's histogram by subtraction. MLlib's gain is computed only for splits whose score,
 * which costs less, comes close to the best.
 */
final class ClassHistogramSplitter implements Splitter {
    private static final int HALF = 32;
    private static final long LOW = 0xffffffffL;
    private static final int[] BY_BIN = {};

    private final FeatureSpace space;
    private final HistogramBuilder builder;
    private final Impurity impurity;
    private final ClassScore scoring;
    private final long[] rowParts;
    private final int classes;
    private final int width;
    private final int[] slots;
    private final double[] scores;
    private final long[] leftCounts;
    private final long[] nodeCounts;
    private final Side left;
    private final Side right;
    private final Side whole;
    private int[] order = BY_BIN;

    /** @param draws how often each row was drawn */
    ClassHistogramSplitter(
            FeatureSpace space,
            HistogramBuilder builder,
            int classes,
            Impurity impurity,
            ClassScore scoring,
            int[] labels,
            int[] draws) {
        this.space = space;
        this.builder = builder;
        this.classes = classes;
        this.impurity = impurity;
        this.scoring = scoring;
        width = width(classes);
        rowParts = new long[labels.length];
        slots = new int[labels.length];
        for (int row = 0; row < labels.length; row++) {
            rowParts[row] = (long) draws[row] << (labels[row] & 1) * HALF;
            slots[row] = labels[row] >> 1;
        }
        scores = new double[space.size()];
        leftCounts = new long[width];
        nodeCounts = new long[width];
        left = new Side(classes);
        right = new Side(classes);
        whole = new Side(classes);
    }

    /** Histogram entries per bin. */
    static int width(int classes) {
        return (classes + 1) / 2;
    }

    @Override
    public int histogramSize() {
        return builder.size();
    }

    @Override
    public void count(int[] features, int[] rows, int from, int to, long[] histogram) {
        builder.count(features, rows, from, to, rowParts, slots, histogram);
    }

    @Override
    public NodeStatistics root(int[] features, int[] rows, int from, int to, long[] histogram) {
        Arrays.fill(nodeCounts, 0);
        for (int i = from; i < to; i++) {
            nodeCounts[slots[rows[i]]] += rowParts[rows[i]];
        }
        load(whole, nodeCounts);
        return whole.statistics(impurity);
    }

    @Override
    public void find(GainRule rule, GrownNode node, int[] features, int[] rows, long[] histogram, FoundSplit found) {
        loadWhole(features[0], histogram);
        double best = Double.NEGATIVE_INFINITY;
        for (int index = 0; index < features.length; index++) {
            scores[index] = bestScore(rule.limits(), features[index], histogram);
            best = Math.max(best, scores[index]);
        }
        double least = best - scoring.tolerance(whole.rows, classes);
        for (int index = 0; index < features.length && best > Double.NEGATIVE_INFINITY; index++) {
            if (scores[index] >= least) {
                offer(rule, node.statistics(), features[index], histogram, least, found);
            }
        }
    }

    private void loadWhole(int feature, long[] histogram) {
        Arrays.fill(nodeCounts, 0);
        for (int at = builder.start(feature); at < builder.start(feature + 1); at += width) {
            addTo(nodeCounts, histogram, at);
        }
        load(whole, nodeCounts);
    }

    private void load(Side side, long[] from) {
        side.rows = 0;
        for (int index = 0; index < classes; index++) {
            long rows = from[index >> 1] >>> (index & 1) * HALF & LOW;
            side.sums[index] = rows;
            side.rows += rows;
        }
    }

    private void addTo(long[] sum, long[] histogram, int at) {
        for (int slot = 0; slot < width; slot++) {
            sum[slot] += histogram[at + slot];
        }
    }

    private double bestScore(GrowthLimits limits, int feature, long[] histogram) {
        start(feature, histogram);
        int splits = space.splits(feature);
        double best = Double.NEGATIVE_INFINITY;
        for (int split = 0; split < splits; split++) {
            if (advance(feature, split, histogram)) {
                best = Math.max(best, score(limits));
            }
        }
        return best;
    }

    private void offer(
            GainRule rule, NodeStatistics node, int feature, long[] histogram, double least, FoundSplit found) {
        start(feature, histogram);
        int splits = space.splits(feature);
        for (int split = 0; split < splits; split++) {
            if (advance(feature, split, histogram) && score(rule.limits()) >= least) {
                load(left, leftCounts);
                right.setDifference(whole, left);
                found.offer(rule.gain(node.impurity(), left, right), feature, split, order, left, right);
            }
        }
    }

    private void start(int feature, long[] histogram) {
        Arrays.fill(leftCounts, 0);
        order = space.isContinuous(feature) || space.isUnordered(feature)
                ? BY_BIN
                : CategoryOrder.by(centroids(feature, histogram));
    }

    private double[] centroids(int feature, long[] histogram) {
        double[] centroids = new double[space.bins(feature)];
        for (int category = 0; category < centroids.length; category++) {
            Arrays.fill(leftCounts, 0);
            addTo(leftCounts, histogram, builder.start(feature) + category * width);
            load(left, leftCounts);
            centroids[category] =
                    left.rows == 0 ? Double.MAX_VALUE : classes > 2 ? impurity.of(left.sums) : left.sums[1];
        }
        Arrays.fill(leftCounts, 0);
        return centroids;
    }

    /** Takes what a split adds to the left; false if that is nothing. */
    private boolean advance(int feature, int split, long[] histogram) {
        int start = builder.start(feature);
        if (space.isUnordered(feature)) {
            Arrays.fill(leftCounts, 0);
            for (int category = 0; category < space.bins(feature); category++) {
                if (FeatureSpace.isLeft(category, split)) {
                    addTo(leftCounts, histogram, start + category * width);
                }
            }
            return true;
        }
        int at = start + (order == BY_BIN ? split : order[split]) * width;
        long added = 0;
        for (int slot = 0; slot < width; slot++) {
            added |= histogram[at + slot];
            leftCounts[slot] += histogram[at + slot];
        }
        return added != 0;
    }

    /** Of the split whose left side is at hand; infinite if the limits forbid it. */
    private double score(GrowthLimits limits) {
        long leftRows = 0;
        double leftParts = 0;
        double rightParts = 0;
        for (int slot = 0; slot < width; slot++) {
            long rest = nodeCounts[slot] - leftCounts[slot];
            long low = leftCounts[slot] & LOW;
            long high = leftCounts[slot] >>> HALF;
            leftRows += low + high;
            leftParts += scoring.part(low) + scoring.part(high);
            rightParts += scoring.part(rest & LOW) + scoring.part(rest >>> HALF);
        }
        long rightRows = whole.rows - leftRows;
        return limits.allow(leftRows) && limits.allow(rightRows)
                ? scoring.score(leftParts, leftRows) + scoring.score(rightParts, rightRows)
                : Double.NEGATIVE_INFINITY;
    }
}
