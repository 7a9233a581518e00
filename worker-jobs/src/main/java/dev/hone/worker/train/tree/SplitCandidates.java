package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import java.util.Arrays;

/**
 * Where each feature can be split: MLlib's {@code RandomForest.findSplits} on one partition.
 *
 * @param thresholds ascending for a continuous feature; empty for a categorical one
 * @param categories number of categories, 0 for a continuous feature
 * @param mostBins MLlib's {@code maxPossibleBins}
 */
record SplitCandidates(double[][] thresholds, int[] categories, int mostBins) {
    private static final double[] NONE = {};
    private static final int ARRAY_HEADER = 16;

    static SplitCandidates of(RowView rows, int maxBins, long seed) {
        TrainingData data = rows.data();
        int mostBins = Math.min(maxBins, rows.size());
        int[] categories = new int[data.features().numFeatures()];
        Arrays.setAll(categories, data::categories);
        CandidateSample sample = CandidateSample.of(rows, mostBins, seed);
        ThresholdFinder finder = ThresholdFinder.of(rows, sample, mostBins - 1);
        double[][] thresholds = new double[categories.length][];
        for (int feature = 0; feature < categories.length; feature++) {
            thresholds[feature] = categories[feature] == 0 ? finder.thresholds(feature) : NONE;
        }
        return new SplitCandidates(thresholds, categories, mostBins);
    }

    int features() {
        return thresholds.length;
    }

    /**
     * Number of bins of a feature where each category has its own. MLlib gives a feature of one category bins that stay
     * empty; two of them do the same.
     */
    int bins(int feature) {
        return categories[feature] == 0 ? thresholds[feature].length + 1 : Math.max(2, categories[feature]);
    }

    /** Whether there is a bin for each category, and there are not more bins than columns can hold. */
    boolean areUsable() {
        for (int feature = 0; feature < features(); feature++) {
            if (categories[feature] > mostBins || bins(feature) > BinColumn.MOST_BINS) {
                return false;
            }
        }
        return true;
    }

    /** Bytes of the arrays. */
    long bytes() {
        long bytes = 4L * categories.length;
        for (double[] ofFeature : thresholds) {
            bytes += ARRAY_HEADER + 8L * ofFeature.length;
        }
        return bytes;
    }

    /** The last bin whose rows go left at the split after a bin: thresholds that differ by nothing are one. */
    int lastLeft(int feature, int bin) {
        double[] all = thresholds[feature];
        int last = bin;
        while (last + 1 < all.length && all[last + 1] <= all[bin]) {
            last++;
        }
        return last;
    }
}
