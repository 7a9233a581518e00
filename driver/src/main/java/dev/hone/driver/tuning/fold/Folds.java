package dev.hone.driver.tuning.fold;

import dev.hone.driver.execute.cluster.FoldFrames;
import dev.hone.driver.table.NumberedTable;
import dev.hone.driver.table.RowSet;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.fold.FoldAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of a search, cached while it lasts, and its folds.
 *
 * @param all the rows
 * @param frames the folds
 * @param rows those of all folds in one frame
 * @param cached what is to be dropped from the cache in the end
 */
public record Folds(Dataset<Row> all, List<FoldFrames> frames, FoldRows rows, List<Dataset<Row>> cached)
        implements AutoCloseable {

    /**
     * The folds of Spark's {@code CrossValidator} with that seed, which are drawn once instead of at each use of the rows.
     *
     * @param once what all trials do to the rows; alike below
     */
    public static Folds random(Dataset<Row> rows, int folds, long seed, Transformer once) {
        String column = "hone_fold_" + UUID.randomUUID().toString().replace('-', '_');
        Random seeds = new Random(seed);
        long[] ofPartitions = seeds.longs(rows.rdd().getNumPartitions()).toArray();
        StructType schema = rows.schema().add(column, DataTypes.IntegerType, false);
        Dataset<Row> numbered = once.transform(rows.sparkSession()
                        .createDataFrame(
                                rows.toJavaRDD().mapPartitionsWithIndex(new FoldNumbers(folds, ofPartitions), true),
                                schema))
                .persist(StorageLevel.MEMORY_AND_DISK());
        return new Folds(
                numbered.drop(column),
                frames(numbered, folds, column),
                FoldRows.byFold(numbered, column, folds),
                List.of(numbered));
    }

    /**
     * The folds of Spark's {@code CrossValidator} with a {@code foldCol}, which is dropped.
     *
     * @throws InvalidInputException if a row has no number from 0 to {@code folds - 1}, or a fold has no row
     */
    public static Folds byColumn(Dataset<Row> rows, int folds, String column, Transformer once) {
        Dataset<Row> base = once.transform(rows);
        Folds found = new Folds(base, frames(base, folds, column), FoldRows.byFold(base, column, folds), cached(base));
        try {
            requireAllFolds(rows, folds, column);
            return found;
        } catch (RuntimeException e) {
            found.close();
            throw e;
        }
    }

    /** The split of Spark's {@code TrainValidationSplit} with that ratio and seed. */
    public static Folds split(Dataset<Row> rows, double trainRatio, long seed, Transformer once) {
        List<Dataset<Row>> cached = cached(rows);
        Dataset<Row>[] parts = rows.randomSplit(new double[] {trainRatio, 1 - trainRatio}, seed);
        Dataset<Row> training = once.transform(parts[0]);
        Dataset<Row> validation = once.transform(parts[1]);
        String column = "hone_fold_" + UUID.randomUUID().toString().replace('-', '_');
        return new Folds(
                once.transform(rows),
                List.of(new FoldFrames(0, training, validation)),
                FoldRows.split(training, validation, column),
                cached);
    }

    /**
     * The folds that a scheme deals out, by the order of the partitions and its column.
     *
     * @param warning takes what the user should know of the rows
     * @throws InvalidInputException if the column is not as it must be
     * @throws IllegalArgumentException if there are too few rows
     */
    public static Folds by(ValidationScheme split, Dataset<Row> rows, Transformer once, Consumer<String> warning) {
        NumberedTable table = NumberedTable.of(rows, split.source(), split.label());
        try {
            Dataset<Row> base = once.transform(table.rows());
            String number = table.number();
            FoldAssignment folds = split.scheme().split(table.labels());
            List<FoldFrames> frames = folds.folds().stream()
                    .map(fold -> new FoldFrames(
                            fold.number(), some(base, number, fold.train()), some(base, number, fold.test())))
                    .toList();
            split.scheme().warning(table.labels()).ifPresent(warning);
            List<Dataset<Row>> cached = new ArrayList<>(cached(base));
            cached.add(table.cached());
            return new Folds(base.drop(number), frames, FoldRows.byNumber(base, number, folds), cached);
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private static Dataset<Row> some(Dataset<Row> base, String number, int[] rows) {
        return RowSet.of(rows).of(base, number).drop(number);
    }

    private static List<Dataset<Row>> cached(Dataset<Row> rows) {
        return rows.storageLevel().equals(StorageLevel.NONE())
                ? List.of(rows.persist(StorageLevel.MEMORY_AND_DISK()))
                : List.of();
    }

    private static List<FoldFrames> frames(Dataset<Row> rows, int folds, String column) {
        return IntStream.range(0, folds)
                .mapToObj(fold -> new FoldFrames(
                        fold,
                        rows.filter(rows.col(column).notEqual(fold)).drop(column),
                        rows.filter(rows.col(column).equalTo(fold)).drop(column)))
                .toList();
    }

    private static void requireAllFolds(Dataset<Row> rows, int folds, String column) {
        Set<Integer> missing = new TreeSet<>(IntStream.range(0, folds).boxed().toList());
        for (Row found : rows.select(column).distinct().collectAsList()) {
            if (found.isNullAt(0) || found.getInt(0) < 0 || found.getInt(0) >= folds) {
                throw new InvalidInputException("Column '" + column + "': fold numbers must be from 0 to " + (folds - 1)
                        + " (number: " + found.get(0) + ")");
            }
            missing.remove(found.getInt(0));
        }
        if (!missing.isEmpty()) {
            throw new InvalidInputException("Column '" + column + "': each of the " + folds
                    + " folds must have rows (without: " + missing + ")");
        }
    }

    @Override
    public void close() {
        cached.forEach(Dataset::unpersist);
    }
}
