package dev.hone.worker.fold;

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
    void moreFoldsThanRowsOfAClassNamesTheClass() {
        assertRefused(
                () -> StratifiedKFold.inOrder(3).split(TWO_VIRGINICA),
                "stratified-k-fold: folds must not exceed the number of rows of any class"
                        + " (folds: 3, rows of class 'virginica': 2)");
        assertRefused(
                () -> StratifiedKFold.shuffled(3, 1).split(Tables.labelled(0, 0, 0, 0, 1, 1)),
                "stratified-k-fold: folds must not exceed the number of rows of any class"
                        + " (folds: 3, rows of class 1: 2)");
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
    void trainRatioThatLeavesASideWithoutAClass() {
        assertRefused(
                () -> StratifiedHoldOut.inOrder(0.8).split(TWO_VIRGINICA),
                "stratified-hold-out: the train ratio must leave rows of every class on both sides"
                        + " (train ratio: 0.8, rows of class 'virginica': 2)");
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
