package dev.hone.worker.train.inline;

import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.jspecify.annotations.Nullable;

/** A column of a {@link TaskDataset}: its schema, and its value in any row, computed when asked for. */
record TaskColumn(StructField field, Values values) {

    /** The value by row number, as {@code Row.get} would give it. */
    @FunctionalInterface
    interface Values {
        @Nullable
        Object at(int row);
    }

    static TaskColumn of(String name, DataType type, Metadata metadata, Values values) {
        return new TaskColumn(new StructField(name, type, true, metadata), values);
    }

    String name() {
        return field.name();
    }

    DataType type() {
        return field.dataType();
    }

    TaskColumn as(String name) {
        return of(name, type(), field.metadata(), values);
    }

    TaskColumn with(Metadata metadata) {
        return of(name(), type(), metadata, values);
    }

    /** The column of a table whose row r is row {@code rows[r]} of this one. */
    TaskColumn of(int[] rows) {
        return new TaskColumn(field, row -> values.at(rows[row]));
    }
}
