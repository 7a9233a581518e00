package dev.hone.driver.execute;

import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A table that Spark knows but has not read.
 *
 * @param rows all columns of the schema, and that of malformed records
 * @param schema the columns that the user sees
 * @param malformed the column that holds the text of a malformed record
 * @param inFiles whether rows tell the file and the block that they come from
 */
record OpenTable(Dataset<Row> rows, StructType schema, Optional<Malformed> malformed, boolean inFiles) {

    /**
     * @param column the column that holds the text of a malformed record
     * @param rule what a record must be
     */
    record Malformed(String column, String rule) {}
}
