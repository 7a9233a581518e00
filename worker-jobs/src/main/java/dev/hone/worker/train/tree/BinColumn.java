package dev.hone.worker.train.tree;

/** The bin of each row in one feature. Its loops are the innermost of the package, so they are written out a type. */
abstract sealed class BinColumn permits ByteColumn, CharColumn {
    private static final int MOST_IN_A_BYTE = 256;

    /** The number of bins that fit. */
    static final int MOST_BINS = 65536;

    static BinColumn of(int rows, int bins) {
        return bins <= MOST_IN_A_BYTE ? new ByteColumn(rows) : new CharColumn(rows);
    }

    abstract int bin(int row);

    abstract void set(int row, int bin);

    /** Sets the bins of {@code count} rows. */
    abstract void set(int from, int[] bins, int count);

    abstract void fill(int bin);

    abstract long bytes();

    /** Adds each row's part of {@code parts} to the entry of its bin; {@code histogram[at]} is that of the first bin. */
    abstract void add(int[] rows, int from, int to, long[] parts, long[] histogram, int at);

    /** The same with {@code width} entries per bin, one of which {@code slots} names. */
    abstract void add(int[] rows, int from, int to, long[] parts, int[] slots, int width, long[] histogram, int at);

    /** Adds to the second and third of the four sums of each row's bin the row's two values. */
    abstract void addMoments(int[] rows, int from, int to, double[] values, double[] sums);

    /**
     * Moves the rows of bins up to {@code lastLeft} before the others; both keep their order.
     *
     * @param spare as long as {@code rows}
     * @return where the others begin
     */
    abstract int partition(int[] rows, int from, int to, int lastLeft, int[] spare);

    /** The same for the rows of bins that are marked. */
    final int partition(int[] rows, int from, int to, boolean[] left, int[] spare) {
        int lefts = from;
        int rights = 0;
        for (int i = from; i < to; i++) {
            int row = rows[i];
            if (left[bin(row)]) {
                rows[lefts++] = row;
            } else {
                spare[rights++] = row;
            }
        }
        System.arraycopy(spare, 0, rows, lefts, rights);
        return lefts;
    }
}
