package dev.hone.driver.table.csv;

import java.util.Iterator;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The lines of text files that are rows of a csv: those after the header, but for blank ones and comments. Rows begin with
 * the line and end with the file's path and the start of its block; the lines of a block come one after the other.
 */
final class LinesAfterHeader implements MapPartitionsFunction<Row, Row> {
    private static final long serialVersionUID = 1L;

    private final CsvLines rules;

    LinesAfterHeader(CsvLines rules) {
        this.rules = rules;
    }

    @Override
    public Iterator<Row> call(Iterator<Row> lines) {
        Place place = new Place();
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(lines, Spliterator.ORDERED), false)
                .filter(place::isRow)
                .iterator();
    }

    /** Where a task is in its files. */
    private final class Place {
        private @Nullable String path;
        private long start;
        private int toSkip;
        private boolean beforeHeader;

        boolean isRow(Row line) {
            follow(line.getString(line.size() - 2), line.getLong(line.size() - 1));
            if (toSkip > 0) {
                toSkip--;
                return false;
            }
            if (!rules.isRecord(line.getString(0))) {
                return false;
            }
            boolean row = !beforeHeader;
            beforeHeader = false;
            return row;
        }

        private void follow(String pathOfLine, long startOfLine) {
            if (startOfLine != start || !pathOfLine.equals(path)) {
                path = pathOfLine;
                start = startOfLine;
                toSkip = start == 0 ? rules.skipped() : 0;
                beforeHeader = start == 0 && rules.header();
            }
        }
    }
}
