package dev.hone.driver.tuning.fold;

import dev.hone.driver.execute.cluster.FoldFrames;
import dev.hone.driver.table.NumberedTable;
import dev.hone.driver.table.RowSet;
import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.fold.FoldAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * The rows of a search and its folds. What Spark jobs alone need is made when they first ask for it: the frames of the folds, the
 * number of rows, and a cache of the rows while the search lasts. Safe for use by many threads.
 */
public final class Folds implements AutoCloseable {
    private final Dataset<Row> all;
    private final int size;
    private final FoldRows rows;
    private final OnceMade<List<FoldFrames>> frames;
    private final OnceMade<Long> rowCount;
    private final Runnable requirement;
    private final OnceMade<List<Dataset<Row>>> cached;

    /**
     * @param all the rows
     * @param size number of folds
     * @param rows those of all folds in one frame
     * @param frames makes the folds
     * @param requirement fails if a fold is not as it must be
     * @param caching puts rows into the cache and tells which are to be dropped in the end
     */
    private Folds(
            Dataset<Row> all,
            int size,
            FoldRows rows,
            Supplier<List<FoldFrames>> frames,
            Runnable requirement,
            Supplier<List<Dataset<Row>>> caching) {
        this.all = all;
        this.size = size;
        this.rows = rows;
        this.requirement = requirement;
        cached = new OnceMade<>(caching);
        this.frames = new OnceMade<>(() -> {
            cached.get();
            return frames.get();
        });
        rowCount = new OnceMade<>(() -> {
            cached.get();
            return all.count();
        });
    }

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
                        rows.toJavaRDD().mapPartitionsWithIndex(new FoldNumbers(folds, ofPartitions), true), schema));
        return new Folds(
                numbered.drop(column),
                folds,
                FoldRows.byFold(numbered, column, folds),
                () -> frames(numbered, folds, column),
                () -> {},
                () -> cached(numbered));
    }

    /**
     * The folds of Spark's {@code CrossValidator} with a {@code foldCol}, which is dropped. {@link #require} tells whether each
     * row has a number from 0 to {@code folds - 1}, and each fold a row.
     */
    public static Folds byColumn(Dataset<Row> rows, int folds, String column, Transformer once) {
        Dataset<Row> base = once.transform(rows);
        return new Folds(
                base,
                folds,
                FoldRows.byColumn(base, column, folds),
                () -> frames(base, folds, column),
                () -> requireAllFolds(rows, folds, column),
                () -> cached(base));
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
                        1,
                        FoldRows.split(training, validation, column),
                        () -> List.of(new FoldFrames(0, training, validation)),
                        () -> {},
                        () -> cached)
                .inCache();
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
            split.scheme().warning(table.labels()).ifPresent(warning);
            List<Dataset<Row>> cached = new ArrayList<>(cached(base));
            cached.add(table.cached());
            return new Folds(
                            base.drop(number),
                            folds.folds().size(),
                            FoldRows.byNumber(base, number, folds),
                            () -> frames(base, number, folds),
                            () -> {},
                            () -> cached)
                    .inCache();
        } catch (RuntimeException e) {
            table.close();
            throw e;
        }
    }

    private static List<FoldFrames> frames(Dataset<Row> base, String number, FoldAssignment folds) {
        return folds.folds().stream()
                .map(fold -> new FoldFrames(
                        fold.number(), some(base, number, fold.train()), some(base, number, fold.test())))
                .toList();
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
        List<Row> numbers = rows.select(column).distinct().collectAsList();
        FoldRows.requireAllFolds(numbers.stream().map(row -> row.isNullAt(0) ? null : row.getInt(0)), folds, column);
    }

    private Folds inCache() {
        cached.get();
        return this;
    }

    /** All rows, whatever their fold. */
    public Dataset<Row> all() {
        return all;
    }

    /** All rows, from now on in the cache. */
    Dataset<Row> allInCache() {
        return inCache().all;
    }

    /** Number of folds. */
    public int size() {
        return size;
    }

    /** Each fold as frames of its own. */
    List<FoldFrames> frames() {
        return frames.get();
    }

    /** Number of all rows. */
    long rowCount() {
        return rowCount.get();
    }

    FoldRows rows() {
        return rows;
    }

    /**
     * Looks at the folds by a Spark job, if they follow from a column.
     *
     * @throws InvalidInputException if a row has no number from 0 to one less than there are folds, or a fold has no row
     */
    void require() {
        inCache();
        requirement.run();
    }

    @Override
    public void close() {
        cached.ifMade().ifPresent(rows -> rows.forEach(Dataset::unpersist));
    }
}
