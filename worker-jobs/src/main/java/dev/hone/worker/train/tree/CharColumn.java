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
    void fill(int bin) {
        Arrays.fill(bins, (char) bin);
    }

    @Override
    long bytes() {
        return 2L * bins.length;
    }

    @Override
    void add(int[] rows, int from, int to, long[] parts, long[] cells, int at) {
        for (int i = from; i < to; i++) {
            cells[at + bins[rows[i]]] += parts[i - from];
        }
    }

    @Override
    void add(int[] rows, int from, int to, long[] parts, int[] slots, int width, long[] cells, int at) {
        for (int i = from; i < to; i++) {
            cells[at + bins[rows[i]] * width + slots[i - from]] += parts[i - from];
        }
    }

    @Override
    void addMoments(int[] rows, int from, int to, double[] values, double[] sums) {
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int value = row << 2;
            int sum = bins[row] << 2;
            sums[sum] += values[value];
            sums[sum + 1] += values[value + 1];
            sums[sum + 2] += values[value + 2];
            sums[sum + 3] += values[value + 3];
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
