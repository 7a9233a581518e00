package dev.hone.worker.train.tree;

import dev.hone.worker.data.RowView;

/** The values of some rows, feature by feature. */
sealed interface ColumnValues permits DenseColumnValues, SparseColumnValues {

    /**
     * @param rows the view
     * @param positions rows of the view, ascending
     */
    static ColumnValues of(RowView rows, int[] positions) {
        return rows.data()
                .features()
                .byLayout(
                        dense -> new DenseColumnValues(dense, rows, positions),
                        sparse -> new SparseColumnValues(sparse, rows, positions));
    }

    /**
     * Gathers the values of a feature that are not zero, in the order of the rows.
     *
     * @param values takes the values; as long as there are rows
     * @param positions takes the row of each, a position in the view
     * @return how many there are
     */
    int nonZeros(int feature, double[] values, int[] positions);
}
