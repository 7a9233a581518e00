package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * {@link HoldOut} with each class in its share of the table on both sides, within one row.
 *
 * @param trainRatio above 0 and below 1, with at least one row of each class on each side
 * @param order the order in which the rows of each class are dealt out, training rows first
 */
public record StratifiedHoldOut(double trainRatio, RowOrder order) implements FoldScheme {
    private static final String NAME = "stratified-hold-out";

    /**
     * @throws IllegalArgumentException if the ratio is not between 0 and 1
     */
    public StratifiedHoldOut {
        HoldOut.requireRatio(NAME, trainRatio);
    }

    /** Trains on the first rows of each class, tests on the last. */
    public static StratifiedHoldOut inOrder(double trainRatio) {
        return new StratifiedHoldOut(trainRatio, RowOrder.asStored());
    }

    /** Trains on the first rows of a random order of each class, see {@link RowOrder#shuffled(long)}. */
    public static StratifiedHoldOut shuffled(double trainRatio, long seed) {
        return new StratifiedHoldOut(trainRatio, RowOrder.shuffled(seed));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if the label holds no classes
     */
    @Override
    public FoldAssignment split(TrainingData data) {
        ClassRows classes = ClassRows.of(NAME, data);
        int[] trained = trainedOfEachClass(classes.rows(), data.rows());
        boolean[] tested = new boolean[data.rows()];
        for (int each = 0; each < trained.length; each++) {
            int[] rows = classes.rows().get(each);
            requireBothSides(classes, rows, trained[each]);
            order.arrange(rows, each);
            for (int position = trained[each]; position < rows.length; position++) {
                tested[rows[position]] = true;
            }
        }
        return Folds.single(tested);
    }

    /** Every class' share rounded down; what is then missing goes to the largest remainders, at most one row each. */
    private int[] trainedOfEachClass(List<int[]> classes, int rows) {
        double[] shares =
                classes.stream().mapToDouble(each -> trainRatio * each.length).toArray();
        int[] trained = Arrays.stream(shares).mapToInt(share -> (int) share).toArray();
        int missing =
                (int) Math.round(trainRatio * rows) - Arrays.stream(trained).sum();
        IntStream.range(0, trained.length)
                .boxed()
                .sorted(Comparator.comparingDouble(each -> trained[each] - shares[each]))
                .limit(Math.max(0, missing))
                .forEach(each -> trained[each]++);
        return trained;
    }

    private void requireBothSides(ClassRows classes, int[] rows, int trained) {
        Folds.require(
                trained > 0 && trained < rows.length,
                NAME + ": the train ratio must leave rows of every class on both sides (train ratio: " + trainRatio
                        + ", rows of class " + classes.nameOfClassAt(rows[0]) + ": " + rows.length + ")");
    }
}
