package dev.hone.worker.train.tree;

import java.util.Arrays;

/** Up to 256 bins. */
final class ByteColumn extends BinColumn {
    private final byte[] bins;

    ByteColumn(int rows) {
        bins = new byte[rows];
    }

    @Override
    int bin(int row) {
        return bins[row] & 0xff;
    }

    @Override
    void set(int row, int bin) {
        bins[row] = (byte) bin;
    }

    @Override
    void set(int from, int[] some, int count) {
        for (int index = 0; index < count; index++) {
            bins[from + index] = (byte) some[index];
        }
    }

    @Override
    void fill(int bin) {
        Arrays.fill(bins, (byte) bin);
    }

    @Override
    long bytes() {
        return bins.length;
    }

    @Override
    void add(int[] rows, int from, int to, long[] parts, long[] histogram, int at) {
        for (int i = from; i < to; i++) {
            histogram[at + (bins[rows[i]] & 0xff)] += parts[i - from];
        }
    }

    @Override
    void add(int[] rows, int from, int to, long[] parts, int[] slots, int width, long[] histogram, int at) {
        for (int i = from; i < to; i++) {
            histogram[at + (bins[rows[i]] & 0xff) * width + slots[i - from]] += parts[i - from];
        }
    }

    @Override
    void addMoments(int[] rows, int from, int to, double[] values, double[] sums) {
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int sum = (bins[row] & 0xff) << 2;
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
            int right = (lastLeft - (bins[row] & 0xff)) >>> 31;
            rows[lefts] = row;
            spare[rights] = row;
            lefts += 1 - right;
            rights += right;
        }
        System.arraycopy(spare, 0, rows, lefts, rights);
        return lefts;
    }
}
