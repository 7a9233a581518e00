package dev.hone.worker.train.tree;

import java.util.Arrays;

/**
 * Sorts the values of a column: dealt out to as many buckets as there are values, each a part of their range, the buckets
 * then sorted one by one. Columns are mostly spread well enough for buckets of a few values, which takes a third of the time
 * of sorting by comparison; a crowded bucket is left to the library. Serves one thread.
 */
final class ValueSort {
    private static final int FEWEST = 512;
    private static final int CROWD = 24;

    private final double[] spare;
    private final int[] places;
    private final int[] ends;

    /** @param most values at once */
    ValueSort(int most) {
        spare = new double[most];
        places = new int[most];
        ends = new int[most + 1];
    }

    /** Sorts the first {@code count} values, none of which is a zero, into ascending order. */
    void sort(double[] values, int count) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (int index = 0; index < count; index++) {
            low = Math.min(low, values[index]);
            high = Math.max(high, values[index]);
        }
        double scale = (count - 1) / (high - low);
        if (count < FEWEST || !Double.isFinite(scale)) {
            Arrays.sort(values, 0, count);
            return;
        }
        deal(values, count, low, scale);
        sortBuckets(values, count);
    }

    private void deal(double[] values, int count, double low, double scale) {
        Arrays.fill(ends, 0, count + 1, 0);
        for (int index = 0; index < count; index++) {
            int bucket = Math.min((int) ((values[index] - low) * scale), count - 1);
            places[index] = bucket;
            ends[bucket + 1]++;
        }
        for (int bucket = 1; bucket <= count; bucket++) {
            ends[bucket] += ends[bucket - 1];
        }
        System.arraycopy(values, 0, spare, 0, count);
        for (int index = 0; index < count; index++) {
            values[ends[places[index]]++] = spare[index];
        }
    }

    /** By now each bucket's entry tells where it ends. */
    private void sortBuckets(double[] values, int count) {
        int from = 0;
        for (int bucket = 0; bucket < count; bucket++) {
            int to = ends[bucket];
            if (to - from > CROWD) {
                Arrays.sort(values, from, to);
            } else {
                insert(values, from, to);
            }
            from = to;
        }
    }

    private static void insert(double[] values, int from, int to) {
        for (int next = from + 1; next < to; next++) {
            double value = values[next];
            int at = next;
            while (at > from && values[at - 1] > value) {
                values[at] = values[at - 1];
                at--;
            }
            values[at] = value;
        }
    }
}
