package dev.hone.driver.execute;

import dev.hone.worker.data.InvalidInputException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.spark.SparkThrowable;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.View;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** Opens a table by Spark's reader of its format. */
final class TableOpener {
    private static final String MALFORMED = "_malformed_record";
    private static final String UNKNOWN_TABLE = "TABLE_OR_VIEW_NOT_FOUND";

    private final SparkSession session;
    private final TableSource source;

    TableOpener(SparkSession session, TableSource source) {
        this.session = session;
        this.source = source;
    }

    OpenTable open() {
        if (source.isTable()) {
            return openTable();
        }
        TableFiles.requireContent(source.path(), session.sparkContext().hadoopConfiguration());
        if (source.format().equals("csv")) {
            return openCsv();
        }
        Dataset<Row> rows = reader(options(Map.of("columnNameOfCorruptRecord", MALFORMED)))
                .format(source.format())
                .load(source.path());
        boolean someMalformed = Arrays.asList(rows.schema().fieldNames()).contains(MALFORMED);
        return someMalformed ? withMalformedJson(rows) : new OpenTable(rows, rows.schema(), Optional.empty(), true);
    }

    private OpenTable withMalformedJson(Dataset<Row> rows) {
        StructType schema = rows.drop(MALFORMED).schema();
        if (schema.isEmpty()) {
            throw new InvalidInputException(
                    "Data '" + source.path() + "': must hold JSON objects, one a line (found none)");
        }
        return new OpenTable(
                rows, schema, Optional.of(new OpenTable.Malformed(MALFORMED, "a line must be a JSON object")), true);
    }

    private OpenTable openCsv() {
        Map<String, String> options = options(Map.of("header", "true", "inferSchema", "true"));
        StructType schema = reader(options).format("csv").load(source.path()).schema();
        if (schema.isEmpty()) {
            throw new InvalidInputException("Data '" + source.path() + "': must not be empty (columns: 0)");
        }
        // With pruned columns Spark parses only the fields asked for, and no longer sees that a row is ragged.
        options.put("columnPruning", "false");
        options.put("columnNameOfCorruptRecord", MALFORMED);
        options.putIfAbsent("enforceSchema", String.valueOf(!isHeader(schema.fieldNames())));
        Dataset<Row> rows = reader(options)
                .format("csv")
                .schema(schema.add(MALFORMED, DataTypes.StringType))
                .load(source.path());
        String rule = "must have " + schema.size() + " fields like the first line, each of its column's type";
        return new OpenTable(rows, schema, Optional.of(new OpenTable.Malformed(MALFORMED, rule)), true);
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

    private OpenTable openTable() {
        Dataset<Row> rows = namedTable();
        return new OpenTable(rows, rows.schema(), Optional.empty(), isPlainTable(rows) && tellsItsFiles(rows));
    }

    private Dataset<Row> namedTable() {
        try {
            return session.table(source.path());
        } catch (Exception e) {
            // Spark declares no AnalysisException here.
            if (e instanceof SparkThrowable known && UNKNOWN_TABLE.equals(known.getCondition())) {
                throw new InvalidInputException("Data '" + source.path() + "': no such table");
            }
            throw e;
        }
    }

    /** A view may order its rows itself, so only a plain table is put in the order of its files. */
    private static boolean isPlainTable(Dataset<Row> rows) {
        return !((org.apache.spark.sql.classic.Dataset<Row>) rows)
                .queryExecution()
                .analyzed()
                .exists(node -> node instanceof View);
    }

    private static boolean tellsItsFiles(Dataset<Row> rows) {
        try {
            return rows.select(rows.metadataColumn("_metadata").getField("file_block_start"))
                            .columns()
                            .length
                    == 1;
        } catch (Exception e) {
            // Spark declares no AnalysisException here; what else may be wrong shows when the table is read.
            return false;
        }
    }

    private DataFrameReader reader(Map<String, String> options) {
        return session.read().options(options);
    }

    /** The user's options over the defaults; Spark tells no upper from lower case in their names. */
    private Map<String, String> options(Map<String, String> defaults) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(defaults);
        all.putAll(source.options());
        return all;
    }
}
