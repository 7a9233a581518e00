package dev.hone.driver.tuning.fold;

import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.fold.FoldAssignment;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.DoublePredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all folds in one frame, after what all trials do to them.
 *
 * @param rows the frame
 * @param column that tells the folds of a row, which no stage sees
 * @param areInOrder whether they are all rows in their order, rather than those to train on before those to score on
 * @param assignment the folds by the places of the rows, from the values of that column
 */
record FoldRows(Dataset<Row> rows, String column, boolean areInOrder, Function<double[], FoldAssignment> assignment) {

    /** Rows that a fold is tested on have its number, all other rows train it. */
    static FoldRows byFold(Dataset<Row> rows, String column, int folds) {
        return new FoldRows(rows, column, true, values -> byFold(values, folds));
    }

    /** The same where the numbers are the user's. */
    static FoldRows byColumn(Dataset<Row> rows, String column, int folds) {
        return new FoldRows(rows, column, true, values -> {
            requireAllFolds(
                    Arrays.stream(values).distinct().mapToObj(value -> Double.isNaN(value) ? null : (int) value),
                    folds,
                    column);
            return byFold(values, folds);
        });
    }

    /**
     * @param numbers those of the rows, each at least once
     * @throws InvalidInputException if one is missing or none of a fold, or a fold has no row
     */
    static void requireAllFolds(Stream<@Nullable Integer> numbers, int folds, String column) {
        Set<Integer> missing = new TreeSet<>(IntStream.range(0, folds).boxed().toList());
        numbers.forEach(number -> {
            if (number == null || number < 0 || number >= folds) {
                throw new InvalidInputException("Column '" + column + "': fold numbers must be from 0 to " + (folds - 1)
                        + " (number: " + number + ")");
            }
            missing.remove(number);
        });
        if (!missing.isEmpty()) {
            throw new InvalidInputException("Column '" + column + "': each of the " + folds
                    + " folds must have rows (without: " + missing + ")");
        }
    }

    /** The columns of the rows as stages and learners see them. */
    StructType columns() {
        return new StructType(Arrays.stream(rows.schema().fields())
                .filter(field -> !field.name().equals(column))
                .toArray(StructField[]::new));
    }

    /** Those to train on, and after them those to score on. */
    static FoldRows split(Dataset<Row> training, Dataset<Row> validation, String column) {
        Dataset<Row> both =
                training.withColumn(column, functions.lit(1)).union(validation.withColumn(column, functions.lit(0)));
        return new FoldRows(both, column, false, values -> byFold(values, 1));
    }

    private static FoldAssignment byFold(double[] values, int folds) {
        return new FoldAssignment(IntStream.range(0, folds)
                .mapToObj(fold ->
                        new Fold(fold, places(values, value -> value != fold), places(values, value -> value == fold)))
                .toList());
    }

    /** Rows are numbered in ascending order; stages may have left some out. */
    static FoldRows byNumber(Dataset<Row> rows, String column, FoldAssignment folds) {
        return new FoldRows(rows, column, true, values -> {
            int[] numbers = Arrays.stream(values).mapToInt(value -> (int) value).toArray();
            requireAscending(numbers);
            List<Fold> left =
                    folds.folds().stream().map(fold -> fold.among(numbers)).toList();
            return new FoldAssignment(left);
        });
    }

    /** So that rows are found by their numbers. */
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
