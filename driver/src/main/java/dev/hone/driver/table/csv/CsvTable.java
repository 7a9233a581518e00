package dev.hone.driver.table.csv;

import dev.hone.driver.table.source.ColumnNames;
import dev.hone.driver.table.source.ColumnTypes;
import dev.hone.driver.table.source.DeclaredTypes;
import dev.hone.driver.table.source.NumberSeparators;
import dev.hone.driver.table.source.OpenTable;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.csv.CSVInferSchema;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.jdk.javaapi.CollectionConverters;

/** Makes typed columns of a csv: declared types come first, those of the other columns are inferred. */
public final class CsvTable {
    private final SparkSession session;
    private final TableSource source;
    private final Map<String, String> options;
    private final CsvText text;

    /** @param options of Spark's reader, their names in any case */
    public CsvTable(SparkSession session, TableSource source, Map<String, String> options, CsvText text) {
        this.session = session;
        this.source = source;
        this.options = options;
        this.text = text;
    }

    public OpenTable open() {
        StructType schema = schema();
        if (schema.isEmpty()) {
            throw new InvalidInputException("Data '" + source.path() + "': must not be empty (columns: 0)");
        }
        HeaderNames.check(source, schema.fieldNames());
        Dataset<Row> rows = separators().isStandard() ? text.rows(schema) : withNumbers(schema);
        String rule = "must have " + schema.size() + " fields like the first line, each of its column's type";
        return new OpenTable(
                rows, schema, Optional.of(new OpenTable.Malformed(CsvText.MALFORMED, rule)), text.place(rows));
    }

    private NumberSeparators separators() {
        return source.location().parsing().separators();
    }

    /** Reads all rows to infer types, unless all of them are declared. */
    private StructType schema() {
        DeclaredTypes declared = source.location().parsing().types();
        if (declared.isEmpty()) {
            return inferred();
        }
        StructType typed = typed(text.names());
        return declared.cover(typed) ? typed : typed(inferred());
    }

    private StructType typed(StructType file) {
        DeclaredTypes declared = source.location().parsing().types();
        return Boolean.parseBoolean(options.get("header"))
                ? declared.applyTo(source.path(), file)
                : declared.nameByPosition(source.path(), file);
    }

    private StructType inferred() {
        return separators().isStandard() || "false".equalsIgnoreCase(options.get("inferSchema"))
                ? text.inferred()
                : inferredWithSeparators();
    }

    /** What Spark infers from the same rows with numbers as it writes them. */
    private StructType inferredWithSeparators() {
        String[] names = text.names().fieldNames();
        NumberSeparators separators = separators();
        JavaRDD<String[]> fields =
                text.rows(texts(names)).toJavaRDD().map(row -> inferable(row, names.length, separators));
        CSVOptions inferring = new CSVOptions(
                scala.collection.immutable.Map.from(CollectionConverters.asScala(options)),
                false,
                session.conf().get("spark.sql.session.timeZone"),
                CsvText.MALFORMED);
        return new CSVInferSchema(inferring).infer(fields.rdd(), names);
    }

    private static StructType texts(String[] names) {
        return new StructType(Stream.of(names)
                .map(name -> DataTypes.createStructField(name, DataTypes.StringType, true))
                .toArray(StructField[]::new));
    }

    private static String[] inferable(Row row, int columns, NumberSeparators separators) {
        String[] fields = new String[columns];
        for (int column = 0; column < columns; column++) {
            if (!row.isNullAt(column)) {
                fields[column] = separators.inferable(row.getString(column));
            }
        }
        return fields;
    }

    /** Reads numbers as text and then as numbers; a declared number that is none makes its record malformed. */
    private Dataset<Row> withNumbers(StructType schema) {
        StructType read = new StructType(Stream.of(schema.fields())
                .map(field -> ColumnTypes.isNumber(field.dataType()) ? asText(field) : field)
                .toArray(StructField[]::new));
        Dataset<Row> rows = text.rows(read);
        List<Column> columns = new ArrayList<>();
        List<Column> problems = new ArrayList<>(List.of(functions.col(CsvText.MALFORMED)));
        for (StructField field : schema.fields()) {
            Column written = ColumnNames.column(field.name());
            if (ColumnTypes.isNumber(field.dataType())) {
                Column number = separators().number(written, field.dataType());
                columns.add(number.as(field.name()));
                if (source.location().parsing().types().declare(field.name())) {
                    problems.add(functions.when(
                            written.isNotNull().and(number.isNull()),
                            functions.concat(functions.lit(field.name() + ": "), written)));
                }
            } else {
                columns.add(written);
            }
        }
        columns.add(functions.coalesce(problems.toArray(Column[]::new)).as(CsvText.MALFORMED));
        Stream.of(rows.columns())
                .skip(schema.size() + 1L)
                .map(ColumnNames::column)
                .forEach(columns::add);
        return rows.select(columns.toArray(Column[]::new));
    }

    private static StructField asText(StructField field) {
        return DataTypes.createStructField(field.name(), DataTypes.StringType, true);
    }
}
