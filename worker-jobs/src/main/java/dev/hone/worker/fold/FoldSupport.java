package dev.hone.worker.fold;

import java.util.ArrayList;
import java.util.List;

/** What the schemes share. */
final class FoldSupport {
    private static final int NEVER = -1;

    private FoldSupport() {}

    /**
     * One fold a number, trained on all rows that it does not test.
     *
     * @param testedIn the number of the fold that tests each row, from 0
     */
    static FoldAssignment byTestFold(int[] testedIn, int folds) {
        int[] tested = new int[folds];
        for (int fold : testedIn) {
            tested[fold]++;
        }
        List<Fold> all = new ArrayList<>(folds);
        for (int number = 0; number < folds; number++) {
            all.add(fold(number, testedIn, tested[number]));
        }
        return new FoldAssignment(all);
    }

    private static Fold fold(int number, int[] testedIn, int tested) {
        int[] test = new int[tested];
        int[] train = new int[testedIn.length - tested];
        int tests = 0;
        int trains = 0;
        for (int row = 0; row < testedIn.length; row++) {
            if (testedIn[row] == number) {
                test[tests++] = row;
            } else {
                train[trains++] = row;
            }
        }
        return new Fold(number, train, test);
    }

    /** The single fold that tests the marked rows. */
    static FoldAssignment single(boolean[] tested) {
        int[] testedIn = new int[tested.length];
        int count = 0;
        for (int row = 0; row < tested.length; row++) {
            testedIn[row] = tested[row] ? 0 : NEVER;
            count += tested[row] ? 1 : 0;
        }
        return new FoldAssignment(List.of(fold(0, testedIn, count)));
    }

    static int[] upTo(int count) {
        int[] items = new int[count];
        for (int item = 0; item < count; item++) {
            items[item] = item;
        }
        return items;
    }

    static void requireFolds(String scheme, int folds) {
        require(folds >= 2, scheme + ": folds must be at least 2 (folds: " + folds + ")");
    }

    static void requireRows(String scheme, int folds, int rows) {
        require(
                folds <= rows,
                scheme + ": folds must not exceed the number of rows (folds: " + folds + ", rows: " + rows + ")");
    }

    static void requireGroups(String scheme, int folds, int groups) {
        require(
                folds <= groups,
                scheme + ": folds must not exceed the number of groups (folds: " + folds + ", groups: " + groups + ")");
    }

    static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
