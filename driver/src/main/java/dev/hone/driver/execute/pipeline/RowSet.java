package dev.hone.driver.execute.pipeline;

import java.io.Serializable;
import java.util.BitSet;
import org.apache.spark.sql.api.java.UDF1;

/** Some rows of a table, by their numbers; tells Spark which ones. */
final class RowSet implements UDF1<Long, Boolean>, Serializable {
    private static final long serialVersionUID = 1L;

    private final BitSet numbers;

    private RowSet(BitSet numbers) {
        this.numbers = numbers;
    }

    static RowSet of(int[] first, int[] second) {
        BitSet numbers = new BitSet();
        for (int number : first) {
            numbers.set(number);
        }
        for (int number : second) {
            numbers.set(number);
        }
        return new RowSet(numbers);
    }

    @Override
    public Boolean call(Long number) {
        return numbers.get(Math.toIntExact(number));
    }
}
