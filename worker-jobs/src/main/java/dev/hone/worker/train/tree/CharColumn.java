package dev.hone.worker.train.tree;

import java.util.Arrays;

/** Up to 65,536 bins. */
final class CharColumn extends BinColumn {
    private final char[] bins;

    CharColumn(int rows) {
        bins = new char[rows];
    }

    @Override
    int bin(int row) {
        return bins[row];
    }

    @Override
    void set(int row, int bin) {
        bins[row] = (char) bin;
    }

    @Override
    void set(int from, int[] some, int count) {
        for (int index = 0; index < count; index++) {
            bins[from + index] = (char) some[index];
        }
    }

    @Override
    void fill(int bin) {
        Arrays.fill(bins, (char) bin);
    }

    @Override
    long bytes() {
        return 2L * bins.length;
    }

    @Override
    void add(int[] rows, int from, int to, long[] parts, long[] histogram, int at) {
        for (int i = from; i < to; i++) {
            histogram[at + bins[rows[i]]] += parts[i - from];
        }
    }

    @Override
    void add(int[] rows, int from, int to, long[] parts, int[] slots, int width, long[] histogram, int at) {
        for (int i = from; i < to; i++) {
            histogram[at + bins[rows[i]] * width + slots[i - from]] += parts[i - from];
        }
    }

    @Override
    void addMoments(int[] rows, int from, int to, double[] values, double[] sums) {
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int sum = bins[row] << 2;
            sums[sum + 1] += values[2 * row];
            sums[sum + 2] += values[2 * row + 1];
        }
    }

    @Override
    int partition(int[] rows, int from, int to, int lastLeft, int[] spare) {
        int lefts = from;
        int rights = 0;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int right = (lastLeft - bins[row]) >>> 31;
            rows[lefts] = row;
            spare[rights] = row;
            lefts += 1 - right;
            rights += right;
        }
        System.arraycopy(spare, 0, rows, lefts, rights);
        return lefts;
    }
}
