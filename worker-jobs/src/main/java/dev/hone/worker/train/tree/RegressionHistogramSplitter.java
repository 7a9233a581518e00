package dev.hone.worker.train.tree;

import java.util.Arrays;

/**
 * Regression where rows weigh 1. A cell holds how many rows there are in its bin and the sum of their labels, rounded to
 * whole numbers. The gain of a split is largest where {@code sum^2 / rows}, added over both sides, is; how far rounding,
 * here and in MLlib's sums, can shift that is known, so only features with a split that close to the best one are added
 * up in double precision. The order of categories hangs on the last bits; they always are.
 */
final class RegressionHistogramSplitter implements Splitter {
    private static final int[] NO_SLOTS = {};

    private final FeatureSpace space;
    private final HistogramBuilder counter;
    private final ExactSplitter exact;
    private final RoundedLabels labels;
    private final double[] scores;
    private final int[] close;

    RegressionHistogramSplitter(FeatureSpace space, HistogramBuilder counter, RoundedLabels labels, ExactSplitter exact) {
        this.space = space;
        this.counter = counter;
        this.labels = labels;
        this.exact = exact;
        scores = new double[space.size()];
        close = new int[space.size()];
    }

    @Override
    public int cells() {
        return counter.size();
    }

    @Override
    public void count(int[] features, int[] rows, int from, int to, long[] cells) {
        counter.count(features, rows, from, to, labels.parts(), NO_SLOTS, cells);
    }

    @Override
    public NodeStatistics root(int[] features, int[] rows, int from, int to, long[] cells) {
        return exact.root(features, rows, from, to, cells);
    }

    @Override
    public void find(GainRule rule, GrownNode node, int[] features, int[] rows, long[] cells, FoundSplit found) {
        long whole = whole(features[0], cells);
        double best = Double.NEGATIVE_INFINITY;
        for (int index = 0; index < features.length; index++) {
            scores[index] = score(rule.limits(), features[index], cells, whole);
            best = Math.max(best, scores[index] == Double.POSITIVE_INFINITY ? best : scores[index]);
        }
        double least = best - labels.tolerance(node.statistics().rows());
        int count = 0;
        for (int index = 0; index < features.length; index++) {
            if (scores[index] >= least && scores[index] > Double.NEGATIVE_INFINITY) {
                close[count++] = features[index];
            }
        }
        exact.find(rule, node, Arrays.copyOf(close, count), rows, cells, found);
    }

    private long whole(int feature, long[] cells) {
        long whole = 0;
        for (int at = counter.start(feature); at < counter.start(feature + 1); at++) {
            whole += cells[at];
        }
        return whole;
    }

    /** The best of the feature's splits that the limits allow; infinite where that cannot be told from the cells. */
    private double score(GrowthLimits limits, int feature, long[] cells, long whole) {
        if (!space.isContinuous(feature)) {
            return Double.POSITIVE_INFINITY;
        }
        int start = counter.start(feature);
        int end = start + space.splits(feature);
        long least = Math.max(limits.minRows(), (long) Math.ceil(limits.minWeight()));
        long allRows = labels.rows(whole);
        double best = Double.NEGATIVE_INFINITY;
        long left = 0;
        for (int at = start; at < end; at++) {
            if (cells[at] != 0) {
                left += cells[at];
                long rows = labels.rows(left);
                if (rows >= least && allRows - rows >= least) {
                    best = Math.max(best, score(left, rows) + score(whole - left, allRows - rows));
                }
            }
        }
        return best;
    }

    private double score(long cell, long rows) {
        double sum = labels.sum(cell);
        return sum * sum / rows;
    }
}
