package dev.hone.worker.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hone.worker.data.TrainingData;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FoldErrorsTest {
    private static final TrainingData NINE_ROWS = Tables.rows(9).build();
    private static final TrainingData TWO_VIRGINICA = Tables.named(List.of("setosa", "virginica"), 0, 0, 1, 0, 0, 1);

    @Test
    void oneFoldIsNoCrossValidation() {
        assertRefused(() -> KFold.inOrder(1), "k-fold: folds must be at least 2 (folds: 1)");
        assertRefused(() -> StratifiedKFold.inOrder(0), "stratified-k-fold: folds must be at least 2 (folds: 0)");
        assertRefused(
                () -> StratifiedGroupKFold.inOrder(1), "stratified-group-k-fold: folds must be at least 2 (folds: 1)");
        assertRefused(() -> new GroupKFold(1), "group-k-fold: folds must be at least 2 (folds: 1)");
        assertRefused(() -> TimeSeriesSplit.inOrder(-1), "time-series-split: folds must be at least 2 (folds: -1)");
        assertRefused(() -> new RepeatedKFold(1, 5, 0), "repeated-k-fold: folds must be at least 2 (folds: 1)");
        assertRefused(
                () -> new RepeatedStratifiedKFold(1, 5, 0),
                "repeated-stratified-k-fold: folds must be at least 2 (folds: 1)");
    }

    @Test
    void noRepeatIsRefused() {
        assertRefused(() -> new RepeatedKFold(2, 0, 0), "repeated-k-fold: repeats must be at least 1 (repeats: 0)");
    }

    @Test
    void moreFoldsThanRows() {
        assertRefused(
                () -> KFold.inOrder(10).split(NINE_ROWS),
                "k-fold: folds must not exceed the number of rows (folds: 10, rows: 9)");
        assertRefused(
                () -> TimeSeriesSplit.inOrder(9).split(NINE_ROWS),
                "time-series-split: folds must be below the number of rows (folds: 9, rows: 9)");
    }

    @Test
    void moreFoldsThanRowsOfTheLargestClassAreRefused() {
        assertRefused(
                () -> StratifiedKFold.inOrder(5).split(TWO_VIRGINICA),
                "stratified-k-fold: folds must not exceed the number of rows of every class"
                        + " (folds: 5, rows of the largest class: 4)");
        assertRefused(
                () -> StratifiedGroupKFold.shuffled(3, 1)
                        .split(Tables.labelled(new int[] {0, 1, 0, 1}, new long[] {1, 2, 3, 4})),
                "stratified-group-k-fold: folds must not exceed the number of rows of every class"
                        + " (folds: 3, rows of the largest class: 2)");
    }

    @Test
    void aClassWithFewerRowsThanFoldsIsWarnedOfByName() {
        assertThat(StratifiedKFold.inOrder(3).warning(TWO_VIRGINICA))
                .contains(
                        "stratified-k-fold: each class should have as many rows as there are folds, or some folds test none"
                                + " of it (folds: 3, rows of class 'virginica': 2)");
        assertThat(new RepeatedStratifiedKFold(3, 2, 1).warning(Tables.labelled(0, 0, 0, 0, 1, 2, 2)))
                .hasValueSatisfying(warning -> assertThat(warning).endsWith("rows of class 1: 1, class 2: 2)"));
        assertThat(StratifiedGroupKFold.inOrder(2)
                        .warning(Tables.labelled(new int[] {0, 1, 0, 0}, new long[] {1, 2, 3, 4})))
                .hasValueSatisfying(warning -> assertThat(warning)
                        .startsWith("stratified-group-k-fold: ")
                        .endsWith("rows of class 1: 1)"));
        assertThat(StratifiedKFold.inOrder(2).warning(TWO_VIRGINICA)).isEmpty();
        assertThat(KFold.inOrder(2).warning(NINE_ROWS)).isEmpty();
    }

    @Test
    void stratifyingNeedsClasses() {
        assertRefused(
                () -> StratifiedKFold.inOrder(3).split(NINE_ROWS),
                "stratified-k-fold: the table must have a label (it has none)");
        assertRefused(
                () -> StratifiedKFold.inOrder(3)
                        .split(Tables.rows(9).quantities(new double[9]).build()),
                "stratified-k-fold: the label must hold classes (it holds a quantity)");
    }

    @Test
    void fewerGroupsThanFolds() {
        assertRefused(
                () -> new GroupKFold(3).split(Tables.grouped(1, 1, 2, 2, 1)),
                "group-k-fold: folds must not exceed the number of groups (folds: 3, groups: 2)");
        assertRefused(
                () -> new GroupKFold(3).split(NINE_ROWS), "group-k-fold: a group column must be named (named: none)");
        assertRefused(
                () -> StratifiedGroupKFold.inOrder(3).split(TWO_VIRGINICA),
                "stratified-group-k-fold: a group column must be named (named: none)");
        assertRefused(
                () -> StratifiedGroupKFold.inOrder(3)
                        .split(Tables.labelled(new int[] {0, 1, 0, 0, 1, 0}, new long[] {1, 1, 2, 2, 1, 2})),
                "stratified-group-k-fold: folds must not exceed the number of groups (folds: 3, groups: 2)");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1, -0.5, 1.5, Double.NaN})
    void trainRatioOutsideOfItsRange(double ratio) {
        assertRefused(
                () -> HoldOut.inOrder(ratio),
                "hold-out: the train ratio must be above 0 and below 1 (train ratio: " + ratio + ")");
        assertRefused(
                () -> StratifiedHoldOut.inOrder(ratio),
                "stratified-hold-out: the train ratio must be above 0 and below 1 (train ratio: " + ratio + ")");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.99})
    void trainRatioThatLeavesASideEmpty(double ratio) {
        assertRefused(
                () -> HoldOut.shuffled(ratio, 3).split(NINE_ROWS),
                "hold-out: the train ratio must leave rows on both sides (train ratio: " + ratio + ", rows: 9)");
    }

    @Test
    void aClassOfOneRowCannotBeHeldOut() {
        assertRefused(
                () -> StratifiedHoldOut.inOrder(0.5).split(Tables.named(List.of("setosa", "virginica"), 0, 0, 1, 0)),
                "stratified-hold-out: each class must have at least two rows (rows of class 'virginica': 1)");
    }

    @Test
    void fewerRowsThanClassesOnASideAreRefused() {
        assertRefused(
                () -> StratifiedHoldOut.inOrder(0.9).split(TWO_VIRGINICA),
                "stratified-hold-out: the train ratio must leave as many rows as classes on both sides"
                        + " (train ratio: 0.9, rows to train on: 5, to test: 1, classes: 2)");
    }

    @Test
    void aClassOnOneSideOnlyIsWarnedOf() {
        TrainingData data = Tables.named(List.of("setosa", "virginica"), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1);
        assertThat(StratifiedHoldOut.inOrder(0.8).split(data).folds().get(0).test())
                .containsExactly(8, 9);
        assertThat(StratifiedHoldOut.inOrder(0.8).warning(data))
                .contains(
                        "stratified-hold-out: each class should have rows on both sides (train ratio: 0.8, classes on one"
                                + " side only: 'virginica')");
        assertThat(StratifiedHoldOut.inOrder(0.5).warning(data)).isEmpty();
    }

    @Test
    void timeSeriesWithoutRowsToTrainOn() {
        assertRefused(
                () -> TimeSeriesSplit.inOrder(2).withGap(3).split(NINE_ROWS),
                "time-series-split: gap and test sets must leave rows to train on"
                        + " (rows: 9, gap: 3, test size: 3, folds: 2)");
        assertRefused(
                () -> TimeSeriesSplit.inOrder(2).withGap(-1),
                "time-series-split: the gap must not be negative (gap: -1)");
        assertRefused(
                () -> TimeSeriesSplit.inOrder(2).withTestSize(0),
                "time-series-split: the test size must be at least 1 (was: 0)");
        assertRefused(
                () -> TimeSeriesSplit.inOrder(2).withMaxTrainSize(0),
                "time-series-split: the largest train size must be at least 1 (was: 0)");
        assertRefused(() -> TimeSeriesSplit.by("when", 2).split(NINE_ROWS), "Column 'when' was not loaded (loaded: )");
    }

    @Test
    void foldColumnThatSplitsNothing() {
        assertRefused(
                () -> new FoldColumn().split(Tables.withFolds(4, 4, 4)),
                "fold-column: the fold column must hold at least two different numbers (held: [4])");
        assertRefused(
                () -> new FoldColumn().split(Tables.withFolds(0, 1, -2)),
                "fold-column: the fold column must not hold negative numbers (held: -2)");
        assertRefused(
                () -> new FoldColumn().split(NINE_ROWS), "fold-column: a fold column must be named (named: none)");
    }

    private static void assertRefused(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessage(message);
    }
}
