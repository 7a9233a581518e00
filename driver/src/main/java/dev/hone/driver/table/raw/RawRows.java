package dev.hone.driver.table.raw;

import dev.hone.driver.table.column.GrowingInts;
import dev.hone.worker.stage.StageColumn;
import dev.hone.worker.stage.StageTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.collection.Iterator;

/**
 * Makes columns in memory of rows.
 *
 * @param schema of the rows
 * @param columns how many of its first columns are read; the next one, if there is one, has the numbers of the rows
 * @param mostBytes of the columns; reading ends where they would take more
 */
record RawRows(StructType schema, int columns, long mostBytes) implements Serializable {

    /** All columns, of rows that are numbered as they come. */
    static RawRows inOrder(StructType schema, long mostBytes) {
        return new RawRows(schema, schema.size(), mostBytes);
    }

    /** All columns but the last, which has the numbers of the rows. */
    static RawRows numbered(StructType schema) {
        return new RawRows(schema, schema.size() - 1, Long.MAX_VALUE);
    }

    /** The table; empty if a column refuses a value, the columns are too large, or the numbers of the rows do not ascend. */
    Optional<StageTable> read(Iterator<InternalRow> rows) {
        List<RawColumn> read = new ArrayList<>();
        for (int column = 0; column < columns; column++) {
            read.add(RawColumn.of(schema.apply(column)));
        }
        GrowingInts numbers = new GrowingInts();
        int last = -1;
        while (rows.hasNext()) {
            InternalRow row = rows.next();
            int number = columns == schema.size() ? numbers.count() : (int) row.getLong(columns);
            if (number <= last || !append(row, read) || bytes(read) > mostBytes) {
                return Optional.empty();
            }
            numbers.add(number);
            last = number;
        }
        List<StageColumn> finished =
                read.stream().<StageColumn>map(RawColumn::finish).toList();
        return Optional.of(new StageTable(finished, numbers.values()));
    }

    private static long bytes(List<RawColumn> columns) {
        long bytes = 0;
        for (RawColumn column : columns) {
            bytes += column.bytes();
        }
        return bytes;
    }

    private static boolean append(InternalRow row, List<RawColumn> columns) {
        for (int column = 0; column < columns.size(); column++) {
            if (!columns.get(column).append(row, column)) {
                return false;
            }
        }
        return true;
    }
}
