package dev.hone.worker.train.tree;

import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;

/** The rows of a view as bins of each feature; made once per fold and number of bins. Shared; not to be written to. */
final class BinnedRows implements FoldCache.Sized {
    private final Key key;
    private final SplitCandidates candidates;
    private final BinColumn[] columns;
    private final boolean usable;

    /** @param seed 0 where all rows are looked at for candidates */
    private record Key(int maxBins, long seed) {}

    private BinnedRows(RowView rows, Key key, SplitCandidates candidates) {
        this.key = key;
        this.candidates = candidates;
        columns = new BinColumn[candidates.features()];
        if (candidates.areUsable()) {
            for (int feature = 0; feature < columns.length; feature++) {
                columns[feature] = BinColumn.of(rows.size(), candidates.bins(feature));
            }
            BinWriter writer = new BinWriter(candidates, columns);
            usable = rows.data()
                    .features()
                    .byLayout(dense -> writer.write(dense, rows), sparse -> writer.write(sparse, rows));
        } else {
            usable = false;
        }
    }

    /** @param seed by which rows are drawn to find split candidates, where there are too many to look at all */
    static BinnedRows of(RowView rows, int maxBins, long seed) {
        long drawn = CandidateSample.isDrawn(rows.size(), Math.min(maxBins, rows.size())) ? seed : 0;
        Key key = new Key(maxBins, drawn);
        return rows.shared(key, () -> new BinnedRows(rows, key, SplitCandidates.of(rows, maxBins, drawn)));
    }

    /** Other rows in the bins of these. */
    BinnedRows withRows(RowView rows) {
        return new BinnedRows(rows, key, candidates);
    }

    /** What of the same rows has the same key is equal. */
    Object key() {
        return key;
    }

    SplitCandidates candidates() {
        return candidates;
    }

    /** Those of rows that are not usable may be missing. */
    BinColumn[] columns() {
        return columns;
    }

    /** Whether all values are finite and all categories among those announced, and there are bins enough. */
    boolean areUsable() {
        return usable;
    }

    @Override
    public long bytes() {
        long bytes = candidates.bytes();
        for (BinColumn column : columns) {
            bytes += column == null ? 0 : column.bytes();
        }
        return bytes;
    }
}
