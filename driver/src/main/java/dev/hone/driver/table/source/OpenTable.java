package dev.hone.driver.table.source;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A table that Spark knows but has not read.
 *
 * @param rows all columns of the schema, and that of malformed records
 * @param schema the columns that the user sees
 * @param malformed the column that holds the text of a malformed record
 * @param place where rows come from; empty if they do not tell
 */
public record OpenTable(Dataset<Row> rows, StructType schema, Optional<Malformed> malformed, Optional<Place> place) {

    /** The columns of the rows that the user does not see, but for that of malformed records. */
    public List<String> hidden() {
        Set<String> shown = new HashSet<>(List.of(schema.fieldNames()));
        malformed.map(Malformed::column).ifPresent(shown::add);
        return Stream.of(rows.columns())
                .filter(column -> !shown.contains(column))
                .toList();
    }

    /**
     * The file and the block that a row comes from.
     *
     * @param path the file
     * @param blockStart where the block begins, in bytes
     */
    public record Place(Column path, Column blockStart) {
        /** As Spark's readers of files tell it. */
        public static Place ofMetadata(Dataset<Row> rows) {
            Column metadata = rows.metadataColumn("_metadata");
            return new Place(metadata.getField("file_path"), metadata.getField("file_block_start"));
        }
    }

    /**
     * @param column the column that holds the text of a malformed record
     * @param rule what a record must be
     */
    public record Malformed(String column, String rule) {}
}
