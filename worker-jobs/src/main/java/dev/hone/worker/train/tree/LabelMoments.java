package dev.hone.worker.train.tree;

/** Weight, weighted sum and weighted sum of squares of the labels. */
final class LabelMoments implements RowSums {
    private final double[] values;

    /** @param draws how often each row was drawn */
    LabelMoments(double[] labels, double[] weights, int[] draws) {
        values = new double[labels.length << 2];
        for (int row = 0; row < labels.length; row++) {
            double weight = draws[row] * weights[row];
            int at = row << 2;
            values[at] = weight;
            values[at + 1] = weight * labels[row];
            values[at + 2] = weight * labels[row] * labels[row];
            values[at + 3] = draws[row];
        }
    }

    @Override
    public int width() {
        return 3;
    }

    @Override
    public void add(BinColumn column, int feature, int[] rows, int from, int to, long[] histogram, double[] sums) {
        for (int i = from; i < to; i++) {
            addTo(sums, column.bin(rows[i]) << 2, rows[i]);
        }
    }

    private void addTo(double[] sums, int at, int row) {
        for (int index = 0; index < 4; index++) {
            sums[at + index] += values[(row << 2) + index];
        }
    }

    @Override
    public void addLefts(BinColumn column, int splits, int[] rows, int from, int to, double[] sums) {
        throw new UnsupportedOperationException("Categories are ordered in regression");
    }

    @Override
    public void addAll(int[] rows, int from, int to, double[] sums) {
        for (int i = from; i < to; i++) {
            addTo(sums, 0, rows[i]);
        }
    }

    @Override
    public double centroid(Side category) {
        return Impurity.VARIANCE.prediction(category.sums);
    }
}
