package dev.hone.driver.table;

import dev.hone.driver.table.csv.CsvAfterLines;
import dev.hone.driver.table.csv.CsvTable;
import dev.hone.driver.table.csv.CsvText;
import dev.hone.driver.table.csv.HeaderNames;
import dev.hone.driver.table.csv.WholeCsvFiles;
import dev.hone.driver.table.source.DeclaredTypes;
import dev.hone.driver.table.source.OpenTable;
import dev.hone.driver.table.source.TableFiles;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.InvalidInputException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.hadoop.fs.FileStatus;
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
    private static final String UNKNOWN_TABLE = "TABLE_OR_VIEW_NOT_FOUND";

    private final SparkSession session;
    private final TableSource source;

    TableOpener(SparkSession session, TableSource source) {
        this.session = session;
        this.source = source;
    }

    OpenTable open() {
        if (source.location().isTable()) {
            return openTable();
        }
        List<FileStatus> files =
                TableFiles.withContent(source.path(), session.sparkContext().hadoopConfiguration());
        return switch (source.location().format()) {
            case "csv" -> openCsv(files);
            case "json" -> openJson();
            default -> inFiles(reader(source.location().options()).load(source.path()));
        };
    }

    /** Declared types replace those that Spark infers from all rows; then a value of another type is malformed too. */
    private OpenTable openJson() {
        Map<String, String> options = options(Map.of("columnNameOfCorruptRecord", CsvText.MALFORMED));
        Dataset<Row> inferred = reader(options).load(source.path());
        StructType found = inferred.drop(CsvText.MALFORMED).schema();
        boolean someMalformed = List.of(inferred.schema().fieldNames()).contains(CsvText.MALFORMED);
        if (someMalformed && found.isEmpty()) {
            throw new InvalidInputException(
                    "Data '" + source.path() + "': must hold JSON objects, one a line (found none)");
        }
        DeclaredTypes declared = source.location().parsing().types();
        if (!declared.isEmpty()) {
            StructType schema = declared.applyTo(source.path(), found);
            Dataset<Row> rows = reader(options)
                    .schema(schema.add(CsvText.MALFORMED, DataTypes.StringType))
                    .load(source.path());
            return inFiles(rows, schema, "a line must be a JSON object, each value of its column's type");
        }
        return someMalformed ? inFiles(inferred, found, "a line must be a JSON object") : inFiles(inferred);
    }

    private static OpenTable inFiles(Dataset<Row> rows) {
        return new OpenTable(rows, rows.schema(), Optional.empty(), Optional.of(OpenTable.Place.ofMetadata(rows)));
    }

    private static OpenTable inFiles(Dataset<Row> rows, StructType schema, String rule) {
        return new OpenTable(
                rows,
                schema,
                Optional.of(new OpenTable.Malformed(CsvText.MALFORMED, rule)),
                Optional.of(OpenTable.Place.ofMetadata(rows)));
    }

    private OpenTable openCsv(List<FileStatus> files) {
        Map<String, String> options = options(Map.of("header", "true", "inferSchema", "true"));
        int skipped = source.location().parsing().skippedLines();
        if (skipped == 0 && !files.isEmpty()) {
            HeaderNames.check(
                    source, files.get(0), options, session.sparkContext().hadoopConfiguration());
        }
        CsvText text = skipped == 0
                ? new WholeCsvFiles(session, source.path(), options, files)
                : new CsvAfterLines(session, source.path(), options, skipped, files);
        return new CsvTable(session, source, options, text).open();
    }

    private OpenTable openTable() {
        Dataset<Row> rows = namedTable();
        return isPlainTable(rows) && tellsItsFiles(rows)
                ? inFiles(rows)
                : new OpenTable(rows, rows.schema(), Optional.empty(), Optional.empty());
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
        return session.read().options(options).format(source.location().format());
    }

    /** The user's options over the defaults; Spark tells no upper from lower case in their names. */
    private Map<String, String> options(Map<String, String> defaults) {
        Map<String, String> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        all.putAll(defaults);
        all.putAll(source.location().options());
        return all;
    }
}
