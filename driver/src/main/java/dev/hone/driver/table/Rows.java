package dev.hone.driver.table;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** Appends a column to rows. */
public final class Rows {
    private Rows() {}

    /** A copy of the row with one more value at its end; the copy has no schema. */
    public static Row append(Row row, Object value) {
        Object[] values = new Object[row.size() + 1];
        for (int column = 0; column < row.size(); column++) {
            values[column] = row.get(column);
        }
        values[row.size()] = value;
        return RowFactory.create(values);
    }
}
