package dev.hone.worker.train.tree;

/** The sums of {@link LabelMoments} where rows weigh 1: the number of rows is in the histogram already. */
final class CountedMoments implements RowSums {
    private static final int WIDTH = 3;

    private final HistogramBuilder builder;
    private final RoundedLabels rounded;
    private final double[] values;
    private final int[] draws;

    /** @param draws how often each row was drawn */
    CountedMoments(double[] labels, int[] draws, HistogramBuilder builder, RoundedLabels rounded) {
        this.builder = builder;
        this.rounded = rounded;
        this.draws = draws;
        values = new double[2 * labels.length];
        for (int row = 0; row < labels.length; row++) {
            values[2 * row] = draws[row] * labels[row];
            values[2 * row + 1] = draws[row] * labels[row] * labels[row];
        }
    }

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public void add(BinColumn column, int feature, int[] rows, int from, int to, long[] histogram, double[] sums) {
        int start = builder.start(feature);
        int bins = builder.start(feature + 1) - start;
        for (int bin = 0; bin < bins; bin++) {
            long count = rounded.rows(histogram[start + bin]);
            sums[bin * (WIDTH + 1)] = count;
            sums[bin * (WIDTH + 1) + WIDTH] = count;
        }
        column.addMoments(rows, from, to, values, sums);
    }

    @Override
    public void addLefts(BinColumn column, int splits, int[] rows, int from, int to, double[] sums) {
        throw new UnsupportedOperationException("Categories are ordered in regression");
    }

    @Override
    public void addAll(int[] rows, int from, int to, double[] sums) {
        for (int i = from; i < to; i++) {
            sums[0] += draws[rows[i]];
            sums[1] += values[2 * rows[i]];
            sums[2] += values[2 * rows[i] + 1];
        }
        sums[WIDTH] = sums[0];
    }

    @Override
    public double centroid(Side category) {
        return Impurity.VARIANCE.prediction(category.sums);
    }
}
