package dev.hone.worker.train.tree;

import java.util.Arrays;

/** Finds the first of ascending thresholds that a value is not above: MLlib's {@code TreePoint.findBin}. */
abstract sealed class BinSearch {

    abstract int bin(double value);

    /** Writes the bins of the first {@code count} values. */
    void bins(double[] values, int count, int[] bins) {
        for (int index = 0; index < count; index++) {
            bins[index] = bin(values[index]);
        }
    }

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

        /** Four searches side by side: none waits for what another reads. */
        @Override
        void bins(double[] values, int count, int[] bins) {
            int index = 0;
            for (; index + 4 <= count; index += 4) {
                four(values, index, bins);
            }
            for (; index < count; index++) {
                bins[index] = bin(values[index]);
            }
        }

        private void four(double[] values, int index, int[] bins) {
            double value0 = values[index];
            double value1 = values[index + 1];
            double value2 = values[index + 2];
            double value3 = values[index + 3];
            int below0 = 0;
            int below1 = 0;
            int below2 = 0;
            int below3 = 0;
            for (int step = firstStep; step > 0; step >>= 1) {
                below0 += padded[below0 + step - 1] < value0 ? step : 0;
                below1 += padded[below1 + step - 1] < value1 ? step : 0;
                below2 += padded[below2 + step - 1] < value2 ? step : 0;
                below3 += padded[below3 + step - 1] < value3 ? step : 0;
            }
            bins[index] = below0;
            bins[index + 1] = below1;
            bins[index + 2] = below2;
            bins[index + 3] = below3;
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
