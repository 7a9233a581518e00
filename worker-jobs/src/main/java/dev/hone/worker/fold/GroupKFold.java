package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * K folds that never split a group: groups go by falling size into the fold with the fewest rows so far. Equals
 * scikit-learn's {@code GroupKFold(n_splits)}, order of equally large groups included.
 *
 * @param folds at least 2, at most the number of groups
 */
public record GroupKFold(int folds) implements FoldScheme {
    private static final String NAME = "group-k-fold";

    /**
     * @throws IllegalArgumentException if there are fewer than two folds
     */
    public GroupKFold {
        FoldSupport.requireFolds(NAME, folds);
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException also if no group column was named
     */
    @Override
    public FoldAssignment split(TrainingData data) {
        long @Nullable [] groups = data.groups();
        if (groups == null) {
            throw new IllegalArgumentException(NAME + ": a group column must be named (named: none)");
        }
        FoldSupport.requireRows(NAME, folds, groups.length);
        long[] distinct = Arrays.stream(groups).sorted().distinct().toArray();
        FoldSupport.requireGroups(NAME, folds, distinct.length);
        int[] groupOfRow = new int[groups.length];
        Arrays.setAll(groupOfRow, row -> Arrays.binarySearch(distinct, groups[row]));
        int[] foldOfGroup = balance(sizes(groupOfRow, distinct.length));
        return FoldSupport.byTestFold(
                Arrays.stream(groupOfRow).map(group -> foldOfGroup[group]).toArray(), folds);
    }

    private static int[] sizes(int[] groupOfRow, int groups) {
        int[] sizes = new int[groups];
        for (int group : groupOfRow) {
            sizes[group]++;
        }
        return sizes;
    }

    private int[] balance(int[] sizes) {
        int[] ascending = NumpyOrder.ascending(sizes);
        int[] foldOfGroup = new int[sizes.length];
        long[] rows = new long[folds];
        for (int rank = sizes.length - 1; rank >= 0; rank--) {
            int group = ascending[rank];
            int fold = lightest(rows);
            rows[fold] += sizes[group];
            foldOfGroup[group] = fold;
        }
        return foldOfGroup;
    }

    private static int lightest(long[] rows) {
        int lightest = 0;
        for (int fold = 1; fold < rows.length; fold++) {
            if (rows[fold] < rows[lightest]) {
                lightest = fold;
            }
        }
        return lightest;
    }
}
