package dev.hone.driver.table;

import dev.hone.driver.table.source.ColumnNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.SQLTransformer;

/**
 * Arrays of numbers among the features of a saved pipeline. No stage of Spark ML makes a vector of an array, and neither does
 * a function of Spark SQL, so one {@code SQLTransformer} gives each element a column, which {@code VectorAssembler} takes, and
 * another drops these columns again. An array of another length than those that the model was trained on is refused.
 */
public final class ArrayElements {
    private final LoadedTable table;
    private final Map<String, List<String>> columns;

    private ArrayElements(LoadedTable table, Map<String, List<String>> columns) {
        this.table = table;
        this.columns = columns;
    }

    /** @param free a column's name, or another like it that is not taken */
    public static ArrayElements of(LoadedTable table, UnaryOperator<String> free) {
        Map<String, List<String>> columns = new LinkedHashMap<>();
        for (String feature : table.features()) {
            int length = table.arrayLengths().getOrDefault(feature, 0);
            if (length > 0) {
                columns.put(
                        feature,
                        IntStream.range(0, length)
                                .mapToObj(element -> free.apply(ColumnNames.plain(feature) + "_" + element))
                                .toList());
            }
        }
        return new ArrayElements(table, columns);
    }

    /** What is to be assembled: the features, the columns of its elements in place of an array. */
    public List<String> inputs() {
        List<String> inputs = new ArrayList<>();
        table.features().forEach(feature -> inputs.addAll(columns.getOrDefault(feature, List.of(feature))));
        return inputs;
    }

    /** Adds the columns; nothing without an array. */
    public Optional<SQLTransformer> splitting() {
        String all = columns.entrySet().stream()
                .flatMap(array -> IntStream.range(0, array.getValue().size())
                        .mapToObj(element -> element(array.getKey(), array.getValue(), element)))
                .collect(Collectors.joining(", "));
        return transformer("arrayElements", "SELECT *, " + all + " FROM __THIS__");
    }

    /** Drops the columns; nothing without an array. */
    public Optional<SQLTransformer> dropping() {
        String all = columns.values().stream()
                .flatMap(List::stream)
                .map(ColumnNames::quoted)
                .collect(Collectors.joining(", "));
        return transformer("withoutArrayElements", "SELECT * EXCEPT (" + all + ") FROM __THIS__");
    }

    private Optional<SQLTransformer> transformer(String uid, String statement) {
        return columns.isEmpty() ? Optional.empty() : Optional.of(new SQLTransformer(uid).setStatement(statement));
    }

    /** The length is checked with the first element. */
    private static String element(String array, List<String> names, int element) {
        String value = "CAST(" + ColumnNames.quoted(array) + "[" + element + "] AS DOUBLE)";
        String checked = element > 0
                ? value
                : "IF(size(" + ColumnNames.quoted(array) + ") = " + names.size() + ", " + value + ", CAST(raise_error("
                        + literal("Column '" + array + "': an array must have " + names.size() + " elements")
                        + ") AS DOUBLE))";
        return checked + " AS " + ColumnNames.quoted(names.get(element));
    }

    private static String literal(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
