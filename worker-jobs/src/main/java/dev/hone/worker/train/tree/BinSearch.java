package dev.hone.worker.train.tree;

import java.util.Arrays;

/** Finds the first of ascending thresholds that a value is not above: MLlib's {@code TreePoint.findBin}. */
abstract sealed class BinSearch {

    abstract int bin(double value);

    static BinSearch of(double[] thresholds) {
        for (int index = 0; index < thresholds.length; index++) {
            boolean ascends = index == 0 || thresholds[index - 1] < thresholds[index];
            if (!ascends || Double.compare(thresholds[index], -0.0) == 0) {
                return new AnyThresholds(thresholds);
            }
        }
        return new DistinctThresholds(thresholds);
    }

    /** As many thresholds as a perfect tree has nodes, so that every search takes the same steps without a branch. */
    private static final class DistinctThresholds extends BinSearch {
        private final double[] padded;
        private final int firstStep;

        DistinctThresholds(double[] thresholds) {
            firstStep = Integer.highestOneBit(Math.max(1, thresholds.length));
            padded = Arrays.copyOf(thresholds, 2 * firstStep - 1);
            Arrays.fill(padded, thresholds.length, padded.length, Double.POSITIVE_INFINITY);
        }

        @Override
        int bin(double value) {
            int below = 0;
            for (int step = firstStep; step > 0; step >>= 1) {
                below += padded[below + step - 1] < value ? step : 0;
            }
            return below;
        }
    }

    /** Which of equal thresholds is found, and on which side of -0 is 0, is for the library to say. */
    private static final class AnyThresholds extends BinSearch {
        private final double[] thresholds;

        AnyThresholds(double[] thresholds) {
            this.thresholds = thresholds;
        }

        @Override
        int bin(double value) {
            int found = Arrays.binarySearch(thresholds, value);
            return found >= 0 ? found : -found - 1;
        }
    }
}
