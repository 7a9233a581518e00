package dev.hone.driver.table.source;

import dev.hone.worker.data.InvalidInputException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.types.CharType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.types.VarcharType;

/**
 * Types of some or all columns of a table, told by the user; those of the others are inferred.
 *
 * @param columns name and type of each; a file's column has a declared type if it has exactly that name
 */
public record DeclaredTypes(StructType columns) {
    /** Nothing is declared. */
    public static final DeclaredTypes NONE = new DeclaredTypes(new StructType());

    /**
     * Types written as in SQL.
     *
     * @param ddl such as {@code id INT, price DECIMAL(10,2), `opening day` DATE}
     * @throws InvalidInputException if Spark does not understand them, or a column is declared twice
     */
    public static DeclaredTypes ofDdl(String ddl) {
        DeclaredTypes types = new DeclaredTypes(parsed(ddl));
        Set<String> seen = new HashSet<>();
        for (String name : types.names()) {
            if (!seen.add(name)) {
                throw new InvalidInputException(
                        "schema must declare each column once (more than once: '" + name + "')");
            }
            requireReadable(types.columns.apply(name));
        }
        return types;
    }

    private static void requireReadable(StructField field) {
        if (field.dataType() instanceof CharType || field.dataType() instanceof VarcharType) {
            throw new InvalidInputException("schema must declare texts as STRING (column: '" + field.name()
                    + "', type: " + field.dataType().simpleString() + ")");
        }
    }

    private static StructType parsed(String ddl) {
        try {
            return StructType.fromDDL(ddl);
        } catch (Exception e) { // Spark declares no ParseException here
            if (e instanceof AnalysisException || e instanceof org.apache.spark.SparkThrowable) {
                throw new InvalidInputException(
                        "schema must be columns and types of Spark SQL, such as \"id INT, price DECIMAL(10,2), `opening"
                                + " day` DATE\" (schema: " + ddl.strip().replaceAll("\\s+", " ") + "; Spark: "
                                + TableFiles.firstLine(String.valueOf(e.getMessage())) + ")",
                        e);
            }
            throw e;
        }
    }

    public boolean isEmpty() {
        return columns.isEmpty();
    }

    private List<String> names() {
        return List.of(columns.fieldNames());
    }

    /** Whether a column has a declared type. */
    public boolean declare(String column) {
        return names().contains(column);
    }

    /** Whether every column of a file has a declared type. */
    public boolean cover(StructType file) {
        return new HashSet<>(names()).containsAll(List.of(file.fieldNames()));
    }

    /**
     * A file's columns, each with its declared type where it has one.
     *
     * @param table what a message calls the table
     * @throws InvalidInputException if a declared column is not in the file
     */
    public StructType applyTo(String table, StructType file) {
        if (isEmpty()) {
            return file;
        }
        new ColumnNames(table, file).require(names());
        Set<String> declared = new HashSet<>(names());
        return new StructType(Arrays.stream(file.fields())
                .map(field -> declared.contains(field.name()) ? nullable(columns.apply(field.name())) : field)
                .toArray(StructField[]::new));
    }

    /**
     * The columns of a file without a header: those declared, which name the file's from left to right, unless they use
     * Spark's names {@code _c0}, {@code _c1} and so on.
     *
     * @param table what a message calls the table
     * @throws InvalidInputException if there are more or fewer of them
     */
    public StructType nameByPosition(String table, StructType file) {
        if (List.of(file.fieldNames()).containsAll(names())) {
            return applyTo(table, file);
        }
        if (columns.size() != file.size()) {
            throw new InvalidInputException("Data '" + table + "': a schema must name all columns of a file without a"
                    + " header, or some as _c0, _c1 and so on (columns of the file: " + file.size()
                    + ", of the schema: "
                    + columns.size() + ")");
        }
        return new StructType(
                Arrays.stream(columns.fields()).map(DeclaredTypes::nullable).toArray(StructField[]::new));
    }

    /** Spark reads a missing value in any column. */
    private static StructField nullable(StructField field) {
        return DataTypes.createStructField(field.name(), field.dataType(), true);
    }
}
