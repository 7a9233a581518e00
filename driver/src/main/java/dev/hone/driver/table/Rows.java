package dev.hone.driver.table;

import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;

/** A row with one more column at its end. */
public final class Rows {
    private Rows() {}

    /** The row's values, followed by that one. */
    public static Row append(Row row, Object value) {
        Object[] values = new Object[row.size() + 1];
        for (int column = 0; column < row.size(); column++) {
            values[column] = row.get(column);
        }
        values[row.size()] = value;
        return RowFactory.create(values);
    }
}
