package dev.hone.driver.table.csv;

import dev.hone.driver.table.source.OpenTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Csv files that Spark reads as they are. */
public final class WholeCsvFiles implements CsvText {
    private final SparkSession session;
    private final String path;
    private final Map<String, String> options;
    private final List<FileStatus> files;

    /**
     * @param options of Spark's reader, their names in any case
     * @param files all of the path
     */
    public WholeCsvFiles(SparkSession session, String path, Map<String, String> options, List<FileStatus> files) {
        this.session = session;
        this.path = path;
        this.options = options;
        this.files = List.copyOf(files);
    }

    @Override
    public StructType names() {
        Map<String, String> untyped = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        untyped.putAll(options);
        untyped.put("inferSchema", "false");
        return schema(untyped);
    }

    @Override
    public StructType inferred() {
        return schema(options);
    }

    private StructType schema(Map<String, String> reading) {
        return SmallCsvSchema.of(session, path, files, reading)
                .orElseGet(() ->
                        session.read().options(reading).format("csv").load(path).schema());
    }

    @Override
    public Dataset<Row> rows(StructType schema) {
        Map<String, String> strict = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        strict.putAll(options);
        // With pruned columns Spark parses only the fields asked for, and no longer sees that a row is ragged.
        strict.put("columnPruning", "false");
        strict.put("columnNameOfCorruptRecord", MALFORMED);
        strict.putIfAbsent("enforceSchema", String.valueOf(!isHeader(schema.fieldNames())));
        return session.read()
                .options(strict)
                .format("csv")
                .schema(schema.add(MALFORMED, DataTypes.StringType))
                .load(path);
    }

    @Override
    public Optional<OpenTable.Place> place(Dataset<Row> rows) {
        return Optional.of(OpenTable.Place.ofMetadata(rows));
    }

    /**
     * Whether the columns are called as in the header, so that Spark can compare the header of every file with them. It
     * calls a column without a name {@code _c0} and the second {@code x} of a header {@code x1}, both by position.
     */
    private static boolean isHeader(String[] columns) {
        for (int position = 0; position < columns.length; position++) {
            String name = columns[position];
            if (name.equals("_c" + position)) {
                return false;
            }
            if (name.endsWith(String.valueOf(position)) && isRepeated(columns, name, position)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isRepeated(String[] columns, String name, int position) {
        String written =
                name.substring(0, name.length() - String.valueOf(position).length());
        for (int other = 0; other < columns.length; other++) {
            if (other != position && columns[other].equalsIgnoreCase(written + other)) {
                return true;
            }
        }
        return false;
    }
}
