package dev.hone.driver.table;

import dev.hone.driver.table.column.BlockScan;
import dev.hone.driver.table.column.ColumnReader;
import dev.hone.driver.table.column.ColumnarBlock;
import dev.hone.driver.table.column.RowError;
import dev.hone.driver.table.column.RowLocator;
import dev.hone.driver.table.source.ColumnTypes;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.OpenTable;
import dev.hone.driver.table.source.TableSource;
import dev.hone.driver.task.TaskResults;
import dev.hone.worker.data.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructField;

/**
 * What one pass over rows that stay with Spark tells of them. Rows are held to the same rules, in the same words, as those that
 * {@link TableLoader} reads into memory.
 *
 * @param features the feature columns: numbers and booleans first, then vectors and arrays
 * @param numRows number of rows
 * @param numFeatures number of values per row in the feature columns
 * @param arrayLengths the length of each feature column that holds arrays
 * @param digest of the columns' values in all rows, whatever the partitions
 */
public record TableScan(
        List<String> features, long numRows, int numFeatures, Map<String, Integer> arrayLengths, long digest) {

    public TableScan {
        features = List.copyOf(features);
        arrayLengths = Map.copyOf(arrayLengths);
    }

    /**
     * Looks at rows.
     *
     * @param rows the table
     * @param source names the features; its path stands for the table in messages
     * @param extraColumns further numeric columns
     * @throws InvalidInputException with one line for the user if a column or a value is not as it must be
     */
    public static TableScan of(Dataset<Row> rows, TableSource source, Set<String> extraColumns) {
        OpenTable table = new OpenTable(rows, rows.schema(), Optional.empty(), Optional.empty());
        TableLayout layout = TableLayout.of(table, source, LabelKind.NONE, extraColumns);
        List<ColumnarBlock> blocks = blocks(rows, layout);
        requireRows(blocks, source.path());
        layout.requireTypes();
        return scanned(blocks, layout, source.path());
    }

    /** The same of rows whose features are no features of the study. */
    public TableScan withoutFeatures() {
        return new TableScan(List.of(), numRows, 0, Map.of(), digest);
    }

    private static List<ColumnarBlock> blocks(Dataset<Row> rows, TableLayout layout) {
        Column[] columns = layout.projection().toArray(Column[]::new);
        Dataset<Row> hashed = rows.select(Stream.concat(Stream.of(columns), Stream.of(functions.xxhash64(columns)))
                .toArray(Column[]::new));
        List<ColumnReader> readers = new ArrayList<>(layout.readers());
        readers.add(new ColumnReader.WholeNumbers("hash", "", Long.MIN_VALUE, Long.MAX_VALUE));
        RDD<InternalRow> internal = ((org.apache.spark.sql.classic.Dataset<Row>) hashed)
                .queryExecution()
                .toRdd();
        return TaskResults.of(internal, new BlockScan(readers)).stream()
                .flatMap(Stream::of)
                .map(Object[].class::cast)
                .map(ColumnarBlock::unpacked)
                .sorted(Comparator.comparingLong(ColumnarBlock::start))
                .toList();
    }

    private static void requireRows(List<ColumnarBlock> blocks, String path) {
        RowLocator locator = new RowLocator(blocks);
        for (ColumnarBlock block : blocks) {
            block.error().ifPresent(error -> {
                throw new InvalidInputException(error.message(path, locator.of(block, block.rows())));
            });
        }
        if (blocks.isEmpty()) {
            throw new InvalidInputException("Data '" + path + "': must have at least one row (rows: 0)");
        }
    }

    private static TableScan scanned(List<ColumnarBlock> blocks, TableLayout layout, String path) {
        List<String> features = new ArrayList<>();
        layout.numberFeatures().forEach(field -> features.add(field.name()));
        int numFeatures = features.size();
        Map<String, Integer> arrayLengths = new HashMap<>();
        for (StructField field : layout.vectorFeatures()) {
            int place = layout.firstFeature() + features.size();
            int length = commonLength(blocks, field.name(), place, path);
            if (ColumnTypes.isNumberArray(field.dataType())) {
                arrayLengths.put(field.name(), length);
            }
            features.add(field.name());
            numFeatures += length;
        }
        long rows = blocks.stream().mapToLong(ColumnarBlock::rows).sum();
        long digest = blocks.stream().mapToLong(BlockScan::digest).reduce(0, (one, other) -> one ^ other);
        return new TableScan(features, rows, numFeatures, arrayLengths, digest);
    }

    private static int commonLength(List<ColumnarBlock> blocks, String column, int place, String path) {
        int expected = BlockScan.length(blocks.get(0), place);
        for (ColumnarBlock block : blocks) {
            int length = BlockScan.length(block, place);
            if (length != expected) {
                RowError error = ColumnReader.Vectors.otherLength(column, expected, length);
                throw new InvalidInputException(error.message(path, new RowLocator(blocks).of(block, 0)));
            }
        }
        return expected;
    }
}
