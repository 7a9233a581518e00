package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;

/**
 * Splits the rows into {@code folds} blocks, sizes within one of another and larger ones first; each block is tested
 * once. In the order of the table it equals scikit-learn's {@code KFold(n_splits)}.
 *
 * @param folds at least 2, at most the number of rows
 * @param order the order in which rows are dealt out
 */
public record KFold(int folds, RowOrder order) implements FoldScheme {
    private static final String NAME = "k-fold";

    /**
     * @throws IllegalArgumentException if there are fewer than two folds
     */
    public KFold {
        FoldSupport.requireFolds(NAME, folds);
    }

    /** Blocks of neighbouring rows. */
    public static KFold inOrder(int folds) {
        return new KFold(folds, RowOrder.asStored());
    }

    /** Blocks of a random order of the rows, see {@link RowOrder#shuffled(long)}. */
    public static KFold shuffled(int folds, long seed) {
        return new KFold(folds, RowOrder.shuffled(seed));
    }

    @Override
    public FoldAssignment split(TrainingData data) {
        int rows = data.numRows();
        FoldSupport.requireRows(NAME, folds, rows);
        int[] dealt = FoldSupport.upTo(rows);
        order.arrange(dealt, 0);
        int[] testedIn = new int[rows];
        int position = 0;
        for (int fold = 0; fold < folds; fold++) {
            int end = position + rows / folds + (fold < rows % folds ? 1 : 0);
            while (position < end) {
                testedIn[dealt[position++]] = fold;
            }
        }
        return FoldSupport.byTestFold(testedIn, folds);
    }
}
