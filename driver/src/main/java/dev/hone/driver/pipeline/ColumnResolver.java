package dev.hone.driver.pipeline;

import java.util.Arrays;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.util.AttributeNameParser$;
import org.apache.spark.sql.types.StructType;

/**
 * Finds columns by the names that stages have for them, as Spark does.
 *
 * @param caseSensitive whether names that differ only by case are different columns
 */
public record ColumnResolver(boolean caseSensitive) {

    public static ColumnResolver of(SparkSession session) {
        return new ColumnResolver(Boolean.parseBoolean(session.conf().get("spark.sql.caseSensitive")));
    }

    /** Whether two names are of one column. */
    boolean same(String name, String other) {
        return caseSensitive ? name.equals(other) : name.equalsIgnoreCase(other);
    }

    /** The column that a stage means; that of the struct if it means a field of one. */
    Optional<String> find(String name, StructType schema) {
        return named(name, schema).or(() -> firstPart(name).flatMap(part -> named(part, schema)));
    }

    private Optional<String> named(String name, StructType schema) {
        return Arrays.stream(schema.fieldNames())
                .filter(name::equals)
                .findFirst()
                .or(() -> Arrays.stream(schema.fieldNames())
                        .filter(column -> same(name, column))
                        .findFirst());
    }

    private static Optional<String> firstPart(String name) {
        try {
            return Optional.of(
                    AttributeNameParser$.MODULE$.parseAttributeName(name).head());
        } catch (Exception e) {
            // Spark declares no AnalysisException here.
            return Optional.empty();
        }
    }
}
