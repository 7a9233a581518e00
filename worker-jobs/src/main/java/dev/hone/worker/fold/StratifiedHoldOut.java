package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * {@link HoldOut} with each class in its share of the table on both sides, within one row. As scikit-learn's
 * {@code train_test_split(stratify=)} it needs two rows of each class, which may still be on one side; of that it warns.
 *
 * @param trainRatio above 0 and below 1, with at least as many rows as classes on each side
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
     * @throws IllegalArgumentException also if the label holds no classes or one of a single row
     */
    @Override
    public FoldAssignment split(TrainingData data) {
        ClassRows classes = ClassRows.of(NAME, data);
        int[] trained = trainedOfEachClass(classes.rows(), data.numRows());
        requireSides(classes, trained, data.numRows());
        boolean[] tested = new boolean[data.numRows()];
        for (int each = 0; each < trained.length; each++) {
            int[] rows = classes.rows().get(each);
            order.arrange(rows, each);
            for (int position = trained[each]; position < rows.length; position++) {
                tested[rows[position]] = true;
            }
        }
        return FoldSupport.single(tested);
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

    @Override
    public Optional<String> warning(TrainingData data) {
        ClassRows classes = ClassRows.of(NAME, data);
        int[] trained = trainedOfEachClass(classes.rows(), data.numRows());
        String oneSided = IntStream.range(0, trained.length)
                .filter(each ->
                        trained[each] == 0 || trained[each] == classes.rows().get(each).length)
                .mapToObj(each -> classes.nameOfClassAt(classes.rows().get(each)[0]))
                .collect(Collectors.joining(", "));
        return oneSided.isEmpty()
                ? Optional.empty()
                : Optional.of(NAME + ": each class should have rows on both sides (train ratio: " + trainRatio
                        + ", classes on one side only: " + oneSided + ")");
    }

    private void requireSides(ClassRows classes, int[] trained, int rows) {
        classes.rows()
                .forEach(ofClass -> FoldSupport.require(
                        ofClass.length > 1,
                        NAME + ": each class must have at least two rows (rows of class "
                                + classes.nameOfClassAt(ofClass[0]) + ": " + ofClass.length + ")"));
        int training = Arrays.stream(trained).sum();
        FoldSupport.require(
                training >= trained.length && rows - training >= trained.length,
                NAME + ": the train ratio must leave as many rows as classes on both sides (train ratio: " + trainRatio
                        + ", rows to train on: " + training + ", to test: " + (rows - training) + ", classes: "
                        + trained.length + ")");
    }
}
