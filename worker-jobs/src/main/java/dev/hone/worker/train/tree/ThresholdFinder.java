package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;
import java.util.Arrays;

/**
 * The thresholds of continuous features: MLlib's {@code findSplitsForContinuousFeature}. Values are weighed, zeros are
 * those that the other values leave of the expected weight, and where there are more values than wanted thresholds these
 * are spread evenly by weight.
 */
abstract sealed class ThresholdFinder permits CountedThresholdFinder, WeightedThresholdFinder {
    private static final double[] NONE = {};
    private static final double TOLERANCE = Math.ulp(1.0) * 100;

    private final ColumnValues columns;
    private final int mostSplits;
    private final double expectedWeight;
    private final double[] values;
    private final int[] positions;

    ThresholdFinder(RowView rows, CandidateSample sample, int mostSplits) {
        columns = ColumnValues.of(rows, sample.positions());
        this.mostSplits = mostSplits;
        double weight = 0;
        for (int position = 0; position < rows.size(); position++) {
            weight += rows.weight(position);
        }
        expectedWeight = sample.fraction() * weight;
        values = new double[sample.positions().length];
        positions = new int[values.length];
    }

    static ThresholdFinder of(RowView rows, CandidateSample sample, int mostSplits) {
        return rows.data().hasWeights()
                ? new WeightedThresholdFinder(rows, sample, mostSplits)
                : new CountedThresholdFinder(rows, sample, mostSplits);
    }

    /** The different ones among the values that are not zero, with their weights. */
    abstract ValueWeights weighed(double[] nonZeros, int[] rows, int count);

    final double[] thresholds(int feature) {
        int count = columns.nonZeros(feature, values, positions);
        if (count == 0) {
            return NONE;
        }
        ValueWeights weighed = weighed(values, positions, count);
        double zeros = expectedWeight - weighed.total();
        ValueWeights all = zeros > TOLERANCE * count ? weighed.withZero(zeros) : weighed;
        return all.size() - 1 <= mostSplits ? all.between() : spread(all);
    }

    private double[] spread(ValueWeights all) {
        double stride = expectedWeight / (mostSplits + 1);
        double[] found = new double[all.size() - 1];
        int count = 0;
        double current = all.weight(0);
        double target = stride;
        for (int index = 1; index < all.size(); index++) {
            double previousGap = Math.abs(current - target);
            current += all.weight(index);
            if (previousGap < Math.abs(current - target)) {
                found[count++] = all.between(index);
                target += stride;
            }
        }
        return Arrays.copyOf(found, count);
    }
}
