package dev.hone.driver.table.raw;

import dev.hone.driver.table.source.ColumnNames;
import dev.hone.driver.task.TaskResults;
import dev.hone.worker.stage.StageColumn;
import dev.hone.worker.stage.StageTable;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.types.StructType;
import scala.Option;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction2;

/** Reads columns of a dataset into memory by a job of one task, in the order of its partitions. */
public final class RawColumns {
    private RawColumns() {}

    /**
     * Reads columns; their rows are numbered from 0 in their order.
     *
     * @param rows the dataset
     * @param names of columns that {@link StageColumn#takes}
     * @param mostBytes of the columns in memory; no more than that is read
     * @return the table; empty if it is larger, or a column cannot be in memory as it must be
     */
    public static Optional<StageTable> read(Dataset<Row> rows, List<String> names, long mostBytes) {
        return read(select(rows, names.stream()), schema -> RawRows.inOrder(schema, mostBytes));
    }

    /**
     * Reads columns.
     *
     * @param rows the dataset
     * @param names of columns that {@link StageColumn#takes}
     * @param number the column of the rows' numbers, longs
     * @return the table; empty if the numbers do not ascend, or a column cannot be in memory as it must be: whole numbers that
     *     no double has, or vectors of different lengths
     */
    public static Optional<StageTable> read(Dataset<Row> rows, List<String> names, String number) {
        return read(select(rows, Stream.concat(names.stream(), Stream.of(number))), RawRows::numbered);
    }

    private static Dataset<Row> select(Dataset<Row> rows, Stream<String> names) {
        return rows.select(names.map(ColumnNames::column).toArray(Column[]::new));
    }

    private static Optional<StageTable> read(Dataset<Row> selected, Function<StructType, RawRows> rows) {
        RDD<InternalRow> internal = ((org.apache.spark.sql.classic.Dataset<Row>) selected)
                .queryExecution()
                .toRdd()
                .coalesce(1, false, Option.apply(new InOrder()), null);
        RawRows reader = rows.apply(selected.schema());
        return TaskResults.objects(internal, new Body(reader)).get(0).stream().findFirst();
    }

    /** Reads the rows of a task: one table, or none. */
    private static final class Body extends AbstractFunction2<TaskContext, Iterator<InternalRow>, ArrayList<StageTable>>
            implements Serializable {
        private static final long serialVersionUID = 1L;

        private final RawRows reader;

        Body(RawRows reader) {
            this.reader = reader;
        }

        @Override
        public ArrayList<StageTable> apply(TaskContext task, Iterator<InternalRow> rows) {
            return new ArrayList<>(reader.read(rows).stream().toList());
        }
    }
}
