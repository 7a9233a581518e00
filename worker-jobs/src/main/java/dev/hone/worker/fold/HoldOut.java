package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;

/**
 * One fold: {@code trainRatio} of the rows are trained on, the rest is tested. The ratio is that of Spark's
 * {@code TrainValidationSplit}; its split draws each row by itself, while here the number of training rows is exactly
 * the ratio, rounded to the nearest row.
 *
 * @param trainRatio above 0 and below 1, with at least one row on each side
 * @param order the order in which rows are dealt out, training rows first
 */
public record HoldOut(double trainRatio, RowOrder order) implements FoldScheme {
    private static final String NAME = "hold-out";

    /**
     * @throws IllegalArgumentException if the ratio is not between 0 and 1
     */
    public HoldOut {
        requireRatio(NAME, trainRatio);
    }

    /** Trains on the first rows of the table, tests on the last. */
    public static HoldOut inOrder(double trainRatio) {
        return new HoldOut(trainRatio, RowOrder.asStored());
    }

    /** Trains on the first rows of a random order, see {@link RowOrder#shuffled(long)}. */
    public static HoldOut shuffled(double trainRatio, long seed) {
        return new HoldOut(trainRatio, RowOrder.shuffled(seed));
    }

    @Override
    public FoldAssignment split(TrainingData data) {
        int rows = data.numRows();
        int trained = (int) Math.round(trainRatio * rows);
        FoldSupport.require(
                trained > 0 && trained < rows,
                NAME + ": the train ratio must leave rows on both sides (train ratio: " + trainRatio + ", rows: " + rows
                        + ")");
        int[] dealt = FoldSupport.upTo(rows);
        order.arrange(dealt, 0);
        boolean[] tested = new boolean[rows];
        for (int position = trained; position < rows; position++) {
            tested[dealt[position]] = true;
        }
        return FoldSupport.single(tested);
    }

    static void requireRatio(String scheme, double trainRatio) {
        FoldSupport.require(
                trainRatio > 0 && trainRatio < 1,
                scheme + ": the train ratio must be above 0 and below 1 (train ratio: " + trainRatio + ")");
    }
}
