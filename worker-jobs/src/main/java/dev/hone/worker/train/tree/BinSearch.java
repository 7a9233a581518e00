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
        return GuessedThresholds.suit(thresholds)
                ? new GuessedThresholds(thresholds)
                : new DistinctThresholds(thresholds);
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

    /**
     * The range of the thresholds is cut into equal cells, of which each knows how many thresholds are in the cells before: a
     * value of that cell is above all these and below those of the cells after, so only the few of its own are left to
     * compare.
     */
    private static final class GuessedThresholds extends BinSearch {
        private static final int CELLS_A_THRESHOLD = 32;
        private static final int MOST_CELLS = 1 << 13;
        private static final int MOST_IN_A_CELL = 2;

        private final double[] padded;
        private final double low;
        private final double scale;
        private final char[] before;

        GuessedThresholds(double[] thresholds) {
            padded = Arrays.copyOf(thresholds, thresholds.length + 1);
            padded[thresholds.length] = Double.POSITIVE_INFINITY;
            before = new char[cells(thresholds)];
            low = thresholds[0];
            scale = scale(thresholds);
            int counted = 0;
            for (int cell = 0; cell < before.length; cell++) {
                while (counted < thresholds.length && cell(thresholds[counted]) < cell) {
                    counted++;
                }
                before[cell] = (char) counted;
            }
        }

        /** Whether no cell has many of the thresholds. */
        static boolean suit(double[] thresholds) {
            if (thresholds.length < MOST_IN_A_CELL || !(scale(thresholds) > 0)) {
                return false;
            }
            GuessedThresholds guessed = new GuessedThresholds(thresholds);
            for (int index = MOST_IN_A_CELL; index < thresholds.length; index++) {
                if (guessed.cell(thresholds[index - MOST_IN_A_CELL]) == guessed.cell(thresholds[index])) {
                    return false;
                }
            }
            return true;
        }

        private static int cells(double[] thresholds) {
            return Math.min(MOST_CELLS, CELLS_A_THRESHOLD * thresholds.length);
        }

        private static double scale(double[] thresholds) {
            double scale = (cells(thresholds) - 1) / (thresholds[thresholds.length - 1] - thresholds[0]);
            return scale < Double.POSITIVE_INFINITY ? scale : 0;
        }

        /** Never less for a larger value. */
        private int cell(double value) {
            return Math.max(0, Math.min((int) ((value - low) * scale), before.length - 1));
        }

        @Override
        int bin(double value) {
            int bin = before[cell(value)];
            while (padded[bin] < value) {
                bin++;
            }
            return bin;
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
