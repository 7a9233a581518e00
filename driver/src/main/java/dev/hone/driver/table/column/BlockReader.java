package dev.hone.driver.table.column;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.unsafe.types.UTF8String;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.AbstractFunction2;

/**
 * Turns the rows of a task into packed blocks. The columns come in the order of the readers; where rows are placed,
 * file and block start follow them.
 */
public sealed class BlockReader extends AbstractFunction2<TaskContext, scala.collection.Iterator<InternalRow>, Object[]>
        implements Serializable permits BlockScan {
    private static final long serialVersionUID = 1L;
    private static final int ROWS = 8192;

    private final List<ColumnReader> readers;
    private final boolean placed;

    public BlockReader(List<ColumnReader> readers, boolean placed) {
        this.readers = readers;
        this.placed = placed;
    }

    @Override
    public Object[] apply(TaskContext task, scala.collection.Iterator<InternalRow> rows) {
        List<Object> packed = new ArrayList<>();
        new Blocks(task.partitionId(), CollectionConverters.asJava(rows)).forEachRemaining(packed::add);
        return packed.toArray();
    }

    /** What of a block returns to the driver: all of it. */
    ColumnarBlock kept(ColumnarBlock block) {
        return block;
    }

    private final class Blocks implements Iterator<Object[]> {
        private final int partition;
        private final Iterator<InternalRow> rows;
        private @Nullable InternalRow current;

        private Blocks(int partition, Iterator<InternalRow> rows) {
            this.partition = partition;
            this.rows = rows;
            advance();
        }

        @Override
        public boolean hasNext() {
            return current != null;
        }

        @Override
        public Object[] next() {
            InternalRow row = current;
            if (row == null) {
                throw new NoSuchElementException();
            }
            UTF8String path = path(row).copy();
            long start = start(row);
            Block block = new Block();
            while (row != null
                    && block.rows < ROWS
                    && start(row) == start
                    && path(row).equals(path)) {
                block.append(row);
                row = advance();
            }
            return kept(block.finish(path.toString(), start)).packed();
        }

        private @Nullable InternalRow advance() {
            current = rows.hasNext() ? rows.next() : null;
            return current;
        }

        private UTF8String path(InternalRow row) {
            return placed ? row.getUTF8String(readers.size()) : UTF8String.EMPTY_UTF8;
        }

        private long start(InternalRow row) {
            return placed ? row.getLong(readers.size() + 1) : partition;
        }
    }

    private final class Block {
        private final ColumnBuffer[] buffers =
                readers.stream().map(ColumnReader::buffer).toArray(ColumnBuffer[]::new);
        private @Nullable RowError error;
        private int rows;

        private void append(InternalRow row) {
            for (int column = 0; error == null && column < buffers.length; column++) {
                error = readers.get(column).read(row, column, buffers[column]);
            }
            if (error == null) {
                rows++;
            }
        }

        private ColumnarBlock finish(String path, long start) {
            Object[] columns = new Object[buffers.length];
            if (error == null) {
                for (int column = 0; column < buffers.length; column++) {
                    columns[column] = buffers[column].arrays();
                }
            }
            return new ColumnarBlock(path, start, rows, Optional.ofNullable(error), columns);
        }
    }
}
