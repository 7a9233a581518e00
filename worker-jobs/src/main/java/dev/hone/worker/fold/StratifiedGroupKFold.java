package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * K folds that never split a group and hold every class in about its share of the table. In the order of the table it equals
 * scikit-learn's {@code StratifiedGroupKFold(n_splits)}; shuffled, groups of equally uneven classes are dealt out in an order of
 * the seed.
 *
 * <p>Groups go by falling standard deviation of their class counts, each into the fold for which the folds' shares of the
 * classes then differ least:
 *
 * <pre>
 *   n[f][c]  rows of class c in fold f so far      N[c]  rows of class c
 *   fold of a group  =  argmin over f of  mean over c of  std over folds of n[.][c] / N[c],  the group counted in f
 * </pre>
 *
 * <p>Of folds that differ by rounding only, the one with fewer rows is taken, then the first.
 *
 * @param folds at least 2, at most the number of groups and the number of rows of some class
 * @param order the order in which groups of equal standard deviation are dealt out
 */
public record StratifiedGroupKFold(int folds, RowOrder order) implements FoldScheme {
    private static final String NAME = "stratified-group-k-fold";

    /** @throws IllegalArgumentException if there are fewer than two folds */
    public StratifiedGroupKFold {
        FoldSupport.requireFolds(NAME, folds);
    }

    /** Groups in the order of their values. */
    public static StratifiedGroupKFold inOrder(int folds) {
        return new StratifiedGroupKFold(folds, RowOrder.asStored());
    }

    /** Groups in a random order, see {@link RowOrder#shuffled(long)}. */
    public static StratifiedGroupKFold shuffled(int folds, long seed) {
        return new StratifiedGroupKFold(folds, RowOrder.shuffled(seed));
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if no group column was named, the label holds no classes, or a fold gets no group
     */
    @Override
    public FoldAssignment split(TrainingData data) {
        long @Nullable [] groups = data.groups();
        if (groups == null) {
            throw new IllegalArgumentException(NAME + ": a group column must be named (named: none)");
        }
        ClassRows classes = ClassRows.of(NAME, data);
        classes.requireClassOf(folds);
        long[] distinct = Arrays.stream(groups).sorted().distinct().toArray();
        FoldSupport.requireGroups(NAME, folds, distinct.length);
        int[] groupOfRow = new int[groups.length];
        Arrays.setAll(groupOfRow, row -> Arrays.binarySearch(distinct, groups[row]));
        int[] foldOfGroup = new GroupDeal(folds, classes.byLabel(), groupOfRow, distinct.length).deal(order);
        requireRowsInEach(foldOfGroup);
        return FoldSupport.byTestFold(
                Arrays.stream(groupOfRow).map(group -> foldOfGroup[group]).toArray(), folds);
    }

    @Override
    public Optional<String> warning(TrainingData data) {
        return ClassRows.of(NAME, data).warning(folds);
    }

    private void requireRowsInEach(int[] foldOfGroup) {
        long filled = Arrays.stream(foldOfGroup).distinct().count();
        FoldSupport.require(
                filled == folds,
                NAME + ": each fold must get a group (folds: " + folds + ", folds with groups: " + filled + ")");
    }
}
