package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;

/** Where each row weighs 1. */
final class CountedThresholdFinder extends ThresholdFinder {
    private final double[] counts;
    private final ValueSort sort;

    CountedThresholdFinder(RowView rows, CandidateSample sample, int mostSplits) {
        super(rows, sample, mostSplits);
        counts = new double[sample.positions().length];
        sort = new ValueSort(counts.length);
    }

    @Override
    ValueWeights weighed(double[] nonZeros, int[] rows, int count) {
        sort.sort(nonZeros, count);
        int size = 0;
        for (int index = 0; index < count; index++) {
            if (size > 0 && nonZeros[size - 1] == nonZeros[index]) {
                counts[size - 1]++;
            } else {
                nonZeros[size] = nonZeros[index];
                counts[size++] = 1;
            }
        }
        return new ValueWeights(nonZeros, counts, size, count);
    }
}
