package dev.hone.driver.table.csv;

import dev.hone.driver.table.source.OpenTable;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The files of a csv. */
public interface CsvText {
    /** The column that holds the text of a record that does not suit the schema. */
    String MALFORMED = "_hone_malformed_record";

    /** The columns, as text. */
    StructType names();

    /** The columns with the types that Spark infers by reading all rows, unless its reader is told not to. */
    StructType inferred();

    /** The rows, with the further column {@link #MALFORMED} of text. */
    Dataset<Row> rows(StructType schema);

    /** Where rows come from. */
    Optional<OpenTable.Place> place(Dataset<Row> rows);
}
