package dev.hone.worker.train.tree;

/** What each row adds to the sums of its bin, in MLlib's order of additions: a weighted row, as often as it was drawn. */
sealed interface RowSums permits ClassSums, LabelMoments, CountedMoments {

    /** Sums a bin, without the number of rows that follows them. */
    int width();

    /**
     * Adds rows to the bins of a column.
     *
     * @param histogram of the rows; empty where the splitter needs none
     */
    void add(BinColumn column, int feature, int[] rows, int from, int to, long[] histogram, double[] sums);

    /** Adds rows to the left side of each split of an unordered feature. */
    void addLefts(BinColumn column, int splits, int[] rows, int from, int to, double[] sums);

    /** Adds rows to one bin. */
    void addAll(int[] rows, int from, int to, double[] sums);

    /** By what MLlib orders categories. */
    double centroid(Side category);
}
