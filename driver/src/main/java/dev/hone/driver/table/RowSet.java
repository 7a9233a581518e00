package dev.hone.driver.table;

import java.io.Serializable;
import java.util.BitSet;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/** Some rows of a table, by their numbers; tells Spark which ones. */
public final class RowSet implements UDF1<Long, Boolean>, Serializable {
    private static final long serialVersionUID = 1L;

    private final BitSet numbers;

    private RowSet(BitSet numbers) {
        this.numbers = numbers;
    }

    /** The rows of all these numbers. */
    public static RowSet of(int[]... all) {
        BitSet numbers = new BitSet();
        for (int[] some : all) {
            for (int number : some) {
                numbers.set(number);
            }
        }
        return new RowSet(numbers);
    }

    /**
     * These rows of a table.
     *
     * @param number the column that has the numbers
     */
    public Dataset<Row> of(Dataset<Row> rows, String number) {
        return rows.filter(functions.udf(this, DataTypes.BooleanType).apply(rows.col(number)));
    }

    @Override
    public Boolean call(Long number) {
        return numbers.get(Math.toIntExact(number));
    }
}
