package dev.hone.worker.fold;

import dev.hone.worker.data.TrainingData;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Tests each of the last blocks of the table on a model of what lies before it. Equals scikit-learn's
 * {@code TimeSeriesSplit(n_splits, gap=, max_train_size=, test_size=)} on rows sorted by time.
 *
 * @param folds at least 2
 * @param timeColumn further column by which rows are sorted, rows of one time in the order of the table; without it
 *     the table's own order is taken as that of time
 * @param gap rows left out between training and test rows, default 0
 * @param maxTrainSize the most rows to train on, the latest ones being kept; default all
 * @param testSize rows of each test set; default rows / (folds + 1), rounded down
 */
public record TimeSeriesSplit(
        int folds, Optional<String> timeColumn, int gap, OptionalInt maxTrainSize, OptionalInt testSize)
        implements FoldScheme {
    private static final String NAME = "time-series-split";

    /**
     * @throws IllegalArgumentException if there are fewer than two folds, a negative gap or a size below 1
     */
    public TimeSeriesSplit {
        FoldSupport.requireFolds(NAME, folds);
        FoldSupport.require(gap >= 0, NAME + ": the gap must not be negative (gap: " + gap + ")");
        maxTrainSize.ifPresent(size -> requirePositive("the largest train size", size));
        testSize.ifPresent(size -> requirePositive("the test size", size));
    }

    private static void requirePositive(String what, int size) {
        FoldSupport.require(size >= 1, NAME + ": " + what + " must be at least 1 (was: " + size + ")");
    }

    /** In the order of the table, no gap, all earlier rows for training, test sets as large as possible. */
    public static TimeSeriesSplit inOrder(int folds) {
        return new TimeSeriesSplit(folds, Optional.empty(), 0, OptionalInt.empty(), OptionalInt.empty());
    }

    /** As {@link #inOrder(int)} with the rows sorted by a further column of the table. */
    public static TimeSeriesSplit by(String timeColumn, int folds) {
        return new TimeSeriesSplit(folds, Optional.of(timeColumn), 0, OptionalInt.empty(), OptionalInt.empty());
    }

    /** With {@code rows} left out before each test set. */
    public TimeSeriesSplit withGap(int rows) {
        return new TimeSeriesSplit(folds, timeColumn, rows, maxTrainSize, testSize);
    }

    /** With at most {@code rows} to train on. */
    public TimeSeriesSplit withMaxTrainSize(int rows) {
        return new TimeSeriesSplit(folds, timeColumn, gap, OptionalInt.of(rows), testSize);
    }

    /** With {@code rows} in each test set. */
    public TimeSeriesSplit withTestSize(int rows) {
        return new TimeSeriesSplit(folds, timeColumn, gap, maxTrainSize, OptionalInt.of(rows));
    }

    @Override
    public FoldAssignment split(TrainingData data) {
        int rows = data.numRows();
        FoldSupport.require(
                folds < rows,
                NAME + ": folds must be below the number of rows (folds: " + folds + ", rows: " + rows + ")");
        int size = testSize.orElse(rows / (folds + 1));
        FoldSupport.require(
                rows - gap - (long) size * folds > 0,
                NAME + ": gap and test sets must leave rows to train on (rows: " + rows + ", gap: " + gap
                        + ", test size: " + size + ", folds: " + folds + ")");
        int[] byTime = byTime(data);
        return new FoldAssignment(IntStream.range(0, folds)
                .mapToObj(number -> fold(number, byTime, rows - (folds - number) * size, size))
                .toList());
    }

    private Fold fold(int number, int[] byTime, int testStart, int size) {
        int trainEnd = testStart - gap;
        int trainStart = Math.max(0, trainEnd - maxTrainSize.orElse(trainEnd));
        return new Fold(
                number, ascending(byTime, trainStart, trainEnd), ascending(byTime, testStart, testStart + size));
    }

    private static int[] ascending(int[] rows, int from, int to) {
        int[] range = Arrays.copyOfRange(rows, from, to);
        Arrays.sort(range);
        return range;
    }

    private int[] byTime(TrainingData data) {
        if (timeColumn.isEmpty()) {
            return FoldSupport.upTo(data.numRows());
        }
        double[] times = data.column(timeColumn.get());
        return IntStream.range(0, data.numRows())
                .boxed()
                // The sum makes -0.0 the same time as 0.0.
                .sorted(Comparator.comparingDouble(row -> times[row] + 0.0))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
