package dev.hone.worker.train.tree;

/** The weight of each class. */
final class ClassSums implements RowSums {
    private final Impurity impurity;
    private final int classes;
    private final int[] labels;
    private final double[] weights;
    private final int[] draws;

    /** @param draws how often each row was drawn */
    ClassSums(Impurity impurity, int classes, int[] labels, double[] weights, int[] draws) {
        this.impurity = impurity;
        this.classes = classes;
        this.labels = labels;
        this.weights = weights;
        this.draws = draws;
    }

    @Override
    public int width() {
        return classes;
    }

    @Override
    public void add(BinColumn column, int feature, int[] rows, int from, int to, long[] histogram, double[] sums) {
        for (int i = from; i < to; i++) {
            add(rows[i], sums, column.bin(rows[i]));
        }
    }

    @Override
    public void addLefts(BinColumn column, int splits, int[] rows, int from, int to, double[] sums) {
        for (int i = from; i < to; i++) {
            int category = column.bin(rows[i]);
            for (int split = 0; split < splits; split++) {
                if (FeatureSpace.isLeft(category, split)) {
                    add(rows[i], sums, split);
                }
            }
        }
    }

    @Override
    public void addAll(int[] rows, int from, int to, double[] sums) {
        for (int i = from; i < to; i++) {
            add(rows[i], sums, 0);
        }
    }

    private void add(int row, double[] sums, int bin) {
        int at = bin * (classes + 1);
        sums[at + labels[row]] += draws[row] * weights[row];
        sums[at + classes] += draws[row];
    }

    @Override
    public double centroid(Side category) {
        return classes > 2 ? impurity.of(category.sums) : category.sums[1];
    }
}
