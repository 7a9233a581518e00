package dev.hone.driver.table.raw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hone.driver.UserSession;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.util.LongAccumulator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(UserSession.class)
class RawColumnsIT {

    @Test
    void aTableThatIsTooLargeIsNotReadToItsEnd() {
        LongAccumulator read = UserSession.session().sparkContext().longAccumulator();
        Dataset<Row> rows = UserSession.session()
                .range(0, 10_000, 1, 4)
                .map((MapFunction<Long, Long>) value -> count(read, value), Encoders.LONG())
                .toDF("x");

        assertThat(RawColumns.read(rows, List.of("x"), 800)).isEmpty();
        assertThat(read.value()).isLessThan(10_000L);
        assertThat(RawColumns.read(rows, List.of("x"), 80_000))
                .hasValueSatisfying(table -> assertThat(table.numRows()).isEqualTo(10_000));
    }

    private static long count(LongAccumulator read, long value) {
        read.add(1);
        return value;
    }
}
