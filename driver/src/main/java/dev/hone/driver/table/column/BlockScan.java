package dev.hone.driver.table.column;

import java.util.List;

/**
 * Looks at the rows of a task as {@link BlockReader} reads them, and returns only what is wrong with them, the length of each
 * vector column, and a digest of the rows that does not depend on how they are dealt out: the exclusive or of the last column,
 * which holds a hash of each row.
 */
public final class BlockScan extends BlockReader {
    private static final long serialVersionUID = 1L;

    private final int hash;

    /** @param readers of the columns, the last one {@link ColumnReader.WholeNumbers} of the rows' hashes */
    public BlockScan(List<ColumnReader> readers) {
        super(readers, false);
        hash = readers.size() - 1;
    }

    @Override
    ColumnarBlock kept(ColumnarBlock block) {
        if (block.error().isPresent()) {
            return block;
        }
        Object[] kept = new Object[block.columns().length];
        for (int column = 0; column < hash; column++) {
            kept[column] = new Object[] {new int[] {length((Object[]) block.columns()[column])}};
        }
        long digest = 0;
        for (long number : block.longs(hash)) {
            digest ^= number;
        }
        kept[hash] = new Object[] {new long[] {digest}};
        return new ColumnarBlock(block.path(), block.start(), block.rows(), block.error(), kept);
    }

    private static int length(Object[] arrays) {
        return arrays.length > 1 && arrays[0] instanceof int[] lengths && arrays[1] instanceof double[]
                ? lengths[0]
                : 1;
    }

    /** Length of the vectors of a column in a block that was scanned, 1 for a column of another kind. */
    public static int length(ColumnarBlock scanned, int column) {
        return scanned.codes(column)[0];
    }

    /** Digest of the rows of a block that was scanned, to be combined with others by exclusive or. */
    public static long digest(ColumnarBlock scanned) {
        return scanned.longs(scanned.columns().length - 1)[0];
    }
}
