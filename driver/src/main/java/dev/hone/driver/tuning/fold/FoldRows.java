package dev.hone.driver.tuning.fold;

import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.FoldAssignment;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The rows of all folds in one frame, after what all trials do to them.
 *
 * @param rows the frame
 * @param column that tells the folds of a row, which no stage sees
 * @param assignment the folds by the places of the rows, from the values of that column
 */
record FoldRows(Dataset<Row> rows, String column, Function<double[], FoldAssignment> assignment) {

    /** Rows that a fold is tested on have its number, all other rows train it. */
    static FoldRows byFold(Dataset<Row> rows, String column, int folds) {
        return new FoldRows(
                rows,
                column,
                values -> new FoldAssignment(IntStream.range(0, folds)
                        .mapToObj(fold -> new Fold(
                                fold, places(values, value -> value != fold), places(values, value -> value == fold)))
                        .toList()));
    }

    /** Rows are numbered in ascending order; stages may have left some out. */
    static FoldRows byNumber(Dataset<Row> rows, String column, FoldAssignment folds) {
        return new FoldRows(rows, column, values -> {
            int[] numbers = Arrays.stream(values).mapToInt(value -> (int) value).toArray();
            requireAscending(numbers);
            List<Fold> left =
                    folds.folds().stream().map(fold -> fold.among(numbers)).toList();
            return new FoldAssignment(left);
        });
    }

    /** Spark coalesces partitions in another order where only some of them are in the cache. */
    private static void requireAscending(int[] numbers) {
        for (int row = 1; row < numbers.length; row++) {
            if (numbers[row] <= numbers[row - 1]) {
                throw new IllegalStateException("Rows must be read in the order of their numbers (number: "
                        + numbers[row] + ", after: " + numbers[row - 1] + ")");
            }
        }
    }

    private static int[] places(double[] values, DoublePredicate condition) {
        return IntStream.range(0, values.length)
                .filter(row -> condition.test(values[row]))
                .toArray();
    }
}
