package dev.hone.worker.train.tree;

import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;

/** The bins of all features row by row, numbered through. Made once per fold and number of bins; not to be written to. */
final class BinTable implements FoldCache.Sized {
    /** Bins of all features together that fit. */
    private static final int MOST_BINS = Character.MAX_VALUE + 1;

    /** Rows that are written feature by feature while they are in the processor's cache. */
    private static final int BLOCK = 256;

    private final int features;
    private final char[] bins;

    private record Key(Object binned) {}

    private BinTable(BinnedRows binned, int rows) {
        BinColumn[] columns = binned.columns();
        features = columns.length;
        bins = new char[Math.multiplyExact(rows, features)];
        for (int from = 0; from < rows; from += BLOCK) {
            int first = 0;
            for (int feature = 0; feature < features; feature++) {
                write(columns[feature], feature, first, from, Math.min(from + BLOCK, rows));
                first += binned.candidates().bins(feature);
            }
        }
    }

    private void write(BinColumn column, int feature, int first, int from, int to) {
        for (int row = from; row < to; row++) {
            bins[row * features + feature] = (char) (first + column.bin(row));
        }
    }

    /** Whether all bins of all rows fit. */
    static boolean holds(BinnedRows binned, int rows) {
        SplitCandidates candidates = binned.candidates();
        long bins = 0;
        for (int feature = 0; feature < candidates.features(); feature++) {
            bins += candidates.bins(feature);
        }
        return bins <= MOST_BINS && (long) rows * candidates.features() <= Integer.MAX_VALUE;
    }

    static BinTable of(RowView rows, BinnedRows binned) {
        return rows.shared(new Key(binned.key()), () -> new BinTable(binned, rows.size()));
    }

    /** Adds each row's part to the entries of its bins in a histogram of all features. */
    void add(int[] rows, int from, int to, long[] parts, long[] histogram) {
        for (int i = from; i < to; i++) {
            long part = parts[rows[i]];
            int start = rows[i] * features;
            for (int at = start; at < start + features; at++) {
                histogram[bins[at]] += part;
            }
        }
    }

    /** The same with {@code width} entries per bin, one of which {@code slots} names. */
    void add(int[] rows, int from, int to, long[] parts, int[] slots, int width, long[] histogram) {
        for (int i = from; i < to; i++) {
            long part = parts[rows[i]];
            int slot = slots[rows[i]];
            int start = rows[i] * features;
            for (int at = start; at < start + features; at++) {
                histogram[bins[at] * width + slot] += part;
            }
        }
    }

    @Override
    public long bytes() {
        return 2L * bins.length;
    }
}
