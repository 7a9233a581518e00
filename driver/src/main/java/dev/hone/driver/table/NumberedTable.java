package dev.hone.driver.table;

import dev.hone.driver.table.source.ColumnNames;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.OpenTable;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.TrainingData;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/**
 * A cached dataset whose rows are numbered from 0. Rows of files are in the order of {@link TableLoader} and in one
 * partition, so that what stages learn from them is independent of partitioning, unless the table is opened partitioned.
 *
 * @param rows the columns that the user sees, and that of the numbers
 * @param number the column of the numbers
 * @param roles the label and what splits rows into folds, row by row; its one feature is the number
 * @param cached what is to be dropped from the cache in the end
 */
public record NumberedTable(Dataset<Row> rows, String number, LoadedTable roles, Dataset<Row> cached)
        implements AutoCloseable {

    /**
     * Reads a table.
     *
     * @param kind what the study needs of the label
     * @param taken names that the column of the numbers must not have, beside those of the table
     * @throws dev.hone.worker.data.InvalidInputException with one line for the user if the files, the columns or a value
     *     are not as they must be
     */
    public static NumberedTable open(
            SparkSession session, TableSource source, LabelKind kind, Collection<String> taken) {
        return open(session, source, kind, taken, rows -> rows.coalesce(1));
    }

    /** As {@link #open}, but in as many partitions as the table has, for jobs that share their work out by partitions. */
    public static NumberedTable openPartitioned(
            SparkSession session, TableSource source, LabelKind kind, Collection<String> taken) {
        return open(session, source, kind, taken, UnaryOperator.identity());
    }

    private static NumberedTable open(
            SparkSession session,
            TableSource source,
            LabelKind kind,
            Collection<String> taken,
            UnaryOperator<Dataset<Row>> partitioning) {
        try {
            OpenTable table = new TableOpener(session, source).open();
            new ColumnNames(source.path(), table.schema())
                    .require(source.roles().besideFeatures());
            List<String> all = new ArrayList<>(taken);
            all.addAll(List.of(table.rows().columns()));
            String number = ColumnNames.free("hone_row", all);
            Dataset<Row> numbered =
                    partitioning.apply(numbered(inOrder(table), number)).persist(StorageLevel.MEMORY_AND_DISK());
            try {
                OpenTable open = new OpenTable(numbered, numbered.schema(), table.malformed(), Optional.empty());
                LoadedTable roles = TableLoader.read(open, source.withFeatures(List.of(number)), kind, Set.of());
                Dataset<Row> seen = table.malformed()
                        .map(malformed -> numbered.drop(malformed.column()))
                        .orElse(numbered);
                return new NumberedTable(seen, number, roles, numbered);
            } catch (RuntimeException e) {
                numbered.unpersist();
                throw e;
            }
        } catch (Exception e) {
            throw ReadFailures.explained(source.path(), e);
        }
    }

    /**
     * Numbers rows that Spark has already, in the order of the partitions, which stay as they are.
     *
     * @param source what its columns are for
     * @param kind what is needed of the label
     * @throws dev.hone.worker.data.InvalidInputException with one line for the user if a column or a value is not as it must
     *     be
     */
    public static NumberedTable of(Dataset<Row> rows, TableSource source, LabelKind kind) {
        new ColumnNames(source.path(), rows.schema()).require(source.roles().besideFeatures());
        String number = ColumnNames.free("hone_row", List.of(rows.columns()));
        Dataset<Row> numbered = numbered(rows, number).persist(StorageLevel.MEMORY_AND_DISK());
        try {
            LoadedTable roles = TableLoader.load(numbered, source.withFeatures(List.of(number)), kind, Set.of());
            return new NumberedTable(numbered, number, roles, numbered);
        } catch (RuntimeException e) {
            numbered.unpersist();
            throw e;
        }
    }

    /** Label, weights and folds of each row. */
    public TrainingData labels() {
        return roles.data();
    }

    @Override
    public void close() {
        cached.unpersist();
    }

    private static Dataset<Row> numbered(Dataset<Row> rows, String number) {
        StructType schema = rows.schema().add(number, DataTypes.LongType, false);
        JavaRDD<Row> numbered = rows.toJavaRDD().zipWithIndex().map(row -> Rows.append(row._1(), row._2()));
        return rows.sparkSession().createDataFrame(numbered, schema);
    }

    /** Spark splits large files, packs small ones together and deals them out by size. */
    private static Dataset<Row> inOrder(OpenTable table) {
        Dataset<Row> rows = table.rows();
        String[] hidden = table.hidden().toArray(String[]::new);
        if (table.place().isEmpty() || rows.rdd().getNumPartitions() == 1) {
            return rows.drop(hidden);
        }
        OpenTable.Place place = table.place().get();
        List<String> order = Stream.of("hone_path", "hone_start", "hone_place")
                .map(name -> ColumnNames.free(name, List.of(rows.columns())))
                .toList();
        return rows.withColumn(order.get(0), place.path())
                .withColumn(order.get(1), place.blockStart())
                .withColumn(order.get(2), functions.monotonically_increasing_id())
                .orderBy(order.stream().map(functions::col).toArray(Column[]::new))
                .drop(order.toArray(String[]::new))
                .drop(hidden);
    }
}
