package dev.hone.worker.train.tree;

import java.util.Arrays;

/**
 * Finds splits of regression trees whose rows weigh 1. A histogram entry holds the number of rows in its bin and the sum of
 * their labels in fixed point, see {@link RoundedLabels}. The gain of a split is largest where {@code sum^2 / rows}, added
 * over both sides, is. The error of this score by rounding, here and in MLlib's sums, is bounded, so only features with a
 * split within that bound of the best are added up in double precision. Categorical features always are, since the order of
 * their categories depends on the last bits.
 */
final class RegressionHistogramSplitter implements Splitter {
    private static final int[] NO_SLOTS = {};

    private final FeatureSpace space;
    private final HistogramBuilder builder;
    private final ExactSplitter exact;
    private final RoundedLabels labels;
    private final double[] scores;
    private final int[] close;

    RegressionHistogramSplitter(
            FeatureSpace space, HistogramBuilder builder, RoundedLabels labels, ExactSplitter exact) {
        this.space = space;
        this.builder = builder;
        this.labels = labels;
        this.exact = exact;
        scores = new double[space.size()];
        close = new int[space.size()];
    }

    @Override
    public int histogramSize() {
        return builder.size();
    }

    @Override
    public void count(int[] features, int[] rows, int from, int to, long[] histogram) {
        builder.count(features, rows, from, to, labels.parts(), NO_SLOTS, histogram);
    }

    @Override
    public NodeStatistics root(int[] features, int[] rows, int from, int to, long[] histogram) {
        return exact.root(features, rows, from, to, histogram);
    }

    @Override
    public void find(GainRule rule, GrownNode node, int[] features, int[] rows, long[] histogram, FoundSplit found) {
        long whole = whole(features[0], histogram);
        double best = Double.NEGATIVE_INFINITY;
        for (int index = 0; index < features.length; index++) {
            scores[index] = score(rule.limits(), features[index], histogram, whole);
            best = Math.max(best, scores[index] == Double.POSITIVE_INFINITY ? best : scores[index]);
        }
        double least = best - labels.tolerance(node.statistics().rows());
        int count = 0;
        for (int index = 0; index < features.length; index++) {
            if (scores[index] >= least && scores[index] > Double.NEGATIVE_INFINITY) {
                close[count++] = features[index];
            }
        }
        exact.find(rule, node, Arrays.copyOf(close, count), rows, histogram, found);
    }

    private long whole(int feature, long[] histogram) {
        long whole = 0;
        for (int at = builder.start(feature); at < builder.start(feature + 1); at++) {
            whole += histogram[at];
        }
        return whole;
    }

    /** The best of the feature's splits that the limits allow; infinite where the histogram cannot tell. */
    private double score(GrowthLimits limits, int feature, long[] histogram, long whole) {
        if (!space.isContinuous(feature)) {
            return Double.POSITIVE_INFINITY;
        }
        int start = builder.start(feature);
        int end = start + space.splits(feature);
        long least = Math.max(limits.minRows(), (long) Math.ceil(limits.minWeight()));
        long allRows = labels.rows(whole);
        double best = Double.NEGATIVE_INFINITY;
        long left = 0;
        for (int at = start; at < end; at++) {
            if (histogram[at] != 0) {
                left += histogram[at];
                long rows = labels.rows(left);
                if (rows >= least && allRows - rows >= least) {
                    best = Math.max(best, score(left, rows) + score(whole - left, allRows - rows));
                }
            }
        }
        return best;
    }

    private double score(long entry, long rows) {
        double sum = labels.sum(entry);
        return sum * sum / rows;
    }
}
