package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;
import java.util.Optional;

/**
 * K folds that each hold every class in its share of the table, within one row. In the order of the table it equals
 * scikit-learn's {@code StratifiedKFold(n_splits)}, also where a class has fewer rows than there are folds. Of that both warn:
 * some folds then test no row of it, and of a class of one row one fold trains on none.
 *
 * @param folds at least 2, at most the number of rows of the largest class
 * @param order the order in which the rows of each class are dealt out
 */
public record StratifiedKFold(int folds, RowOrder order) implements FoldScheme {
    private static final String NAME = "stratified-k-fold";

    /**
     * @throws IllegalArgumentException if there are fewer than two folds
     */
    public StratifiedKFold {
        FoldSupport.requireFolds(NAME, folds);
    }

    /** Each class in blocks of its rows as the table has them. */
    public static StratifiedKFold inOrder(int folds) {
        return new StratifiedKFold(folds, RowOrder.asStored());
    }

    /** Each class in blocks of a random order of its rows, see {@link RowOrder#shuffled(long)}. */
    public static StratifiedKFold shuffled(int folds, long seed) {
        return new StratifiedKFold(folds, RowOrder.shuffled(seed));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if the label holds no classes
     */
    @Override
    public FoldAssignment split(TrainingData data) {
        FoldSupport.requireRows(NAME, folds, data.numRows());
        ClassRows classes = ClassRows.of(NAME, data);
        classes.requireClassOf(folds);
        int[] testedIn = new int[data.numRows()];
        int before = 0;
        int stream = 0;
        for (int[] rows : classes.rows()) {
            order.arrange(rows, stream++);
            deal(rows, before, testedIn);
            before += rows.length;
        }
        return FoldSupport.byTestFold(testedIn, folds);
    }

    @Override
    public Optional<String> warning(TrainingData data) {
        return ClassRows.of(NAME, data).warning(folds);
    }

    /** With all rows sorted by class and dealt out in turn, a fold's share of a class is what it gets of that run. */
    private void deal(int[] rows, int before, int[] testedIn) {
        int position = 0;
        for (int fold = 0; fold < folds; fold++) {
            int end = position + turns(before + rows.length, fold) - turns(before, fold);
            while (position < end) {
                testedIn[rows[position++]] = fold;
            }
        }
    }

    /** How many of the first {@code dealt} rows fall to a fold. */
    private int turns(int dealt, int fold) {
        return (dealt - fold + folds - 1) / folds;
    }
}
