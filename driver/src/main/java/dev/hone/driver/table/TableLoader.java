package dev.hone.driver.table;

import dev.hone.driver.table.column.BlockReader;
import dev.hone.driver.table.column.ColumnarBlock;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.LabelOrder;
import dev.hone.driver.table.source.OpenTable;
import dev.hone.driver.table.source.TableSource;
import dev.hone.driver.task.TaskResults;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * Reads a study's table into memory, its rows in the order of the files (by path, then as each file has them), whatever
 * the partitioning; the rows of a view come in the order that the view gives them.
 *
 * <p>Numbers and booleans become features in their order, followed by vectors and arrays of numbers. Features are held as
 * compressed rows where there is a vector column and at most a third of all values are not zero, else as dense rows.
 *
 * <p>Classes are indexed in the {@link LabelOrder} of the source, by default alphabetically as scikit-learn's
 * {@code LabelEncoder} does, numbers by value. A numeric label whose values are exactly 0 to k - 1, all present, is used
 * as it is.
 *
 * <p>A csv is read twice, once for its column types and once for its rows, and once if {@code inferSchema} is off or all
 * types are declared.
 */
public final class TableLoader {
    private TableLoader() {}

    /**
     * Loads a table.
     *
     * @param kind what the study needs of the label
     * @param extraColumns further numeric columns that a param of an estimator names, as {@code censorCol} does
     * @throws dev.hone.worker.data.InvalidInputException with one line for the user if the files, the columns or a value
     *     are not as they must be
     */
    public static LoadedTable load(SparkSession session, TableSource source, LabelKind kind, Set<String> extraColumns) {
        try {
            return read(new TableOpener(session, source).open(), source, kind, extraColumns);
        } catch (Exception e) {
            throw ReadFailures.explained(source.path(), e);
        }
    }

    /**
     * Reads rows that Spark has already into memory, in the order of the partitions.
     *
     * @param rows the table
     * @param source what its columns are for; its path stands for the table in messages
     * @param kind what is needed of the label
     * @param extraColumns further numeric columns
     * @throws dev.hone.worker.data.InvalidInputException with one line for the user if a column or a value is not as it must
     *     be
     */
    public static LoadedTable load(Dataset<Row> rows, TableSource source, LabelKind kind, Set<String> extraColumns) {
        return read(new OpenTable(rows, rows.schema(), Optional.empty(), Optional.empty()), source, kind, extraColumns);
    }

    static LoadedTable read(OpenTable table, TableSource source, LabelKind kind, Set<String> extraColumns) {
        TableLayout layout = TableLayout.of(table, source, kind, extraColumns);
        return new TableAssembly(source, table.schema(), layout, blocks(table, layout)).assemble(kind);
    }

    private static List<ColumnarBlock> blocks(OpenTable table, TableLayout layout) {
        Dataset<Row> rows = table.rows().select(projection(table, layout));
        RDD<InternalRow> internal = ((org.apache.spark.sql.classic.Dataset<Row>) rows)
                .queryExecution()
                .toRdd();
        // Spark splits large files, packs small ones together and deals them out by size.
        return TaskResults.large(
                        internal,
                        new BlockReader(layout.readers(), table.place().isPresent()))
                .stream()
                .flatMap(Arrays::stream)
                .map(Object[].class::cast)
                .map(ColumnarBlock::unpacked)
                .sorted(Comparator.comparing(ColumnarBlock::path).thenComparingLong(ColumnarBlock::start))
                .toList();
    }

    private static Column[] projection(OpenTable table, TableLayout layout) {
        Stream<Column> place = table.place().stream().flatMap(known -> Stream.of(known.path(), known.blockStart()));
        return Stream.concat(layout.projection().stream(), place).toArray(Column[]::new);
    }
}
