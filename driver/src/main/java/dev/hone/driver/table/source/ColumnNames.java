package dev.hone.driver.table.source;

import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.NearMiss;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.StructType;

/** The columns of a table, by name. */
public record ColumnNames(String table, List<String> names) {
    private static final int SHOWN = 20;
    private static final Pattern OTHER_SEPARATOR = Pattern.compile("[;\\t|]");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+([.]\\d*)?");

    /**
     * @throws InvalidInputException if two columns have one name
     */
    public ColumnNames(String table, StructType schema) {
        this(table, List.of(schema.fieldNames()));
        for (String name : names) {
            if (names.indexOf(name) != names.lastIndexOf(name)) {
                throw new InvalidInputException(
                        "Data '" + table + "': column names must differ (more than once: '" + name + "')");
            }
        }
    }

    /**
     * A name that is not taken: the given one, or that with a number. Names that differ only by case count as equal, as they
     * do in Spark by default.
     */
    public static String free(String name, Collection<String> taken) {
        Set<String> lowerCase =
                taken.stream().map(column -> column.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
        String candidate = name;
        for (int number = 1; lowerCase.contains(candidate.toLowerCase(Locale.ROOT)); number++) {
            candidate = name + "_" + number;
        }
        return candidate;
    }

    /** A column by its name as it stands; unquoted, a dot would ask for a field of a struct. */
    public static Column column(String name) {
        return functions.col(quoted(name));
    }

    /** A name as SQL takes it, whatever characters it has. */
    public static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    /** Whether stages of Spark ML cannot be given a name, since they read it as the path of a field. */
    public static boolean mustBeQuoted(String name) {
        return name.indexOf('.') >= 0 || name.indexOf('`') >= 0;
    }

    /** The nearest name that stages of Spark ML can be given. */
    public static String plain(String name) {
        return name.replace('.', '_').replace('`', '_');
    }

    /**
     * @throws InvalidInputException with one line for each column that is not in the table
     */
    public void require(Collection<String> columns) {
        List<String> unknown = columns.stream()
                .filter(column -> !names.contains(column))
                .sorted()
                .map(this::unknown)
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidInputException(unknown, null);
        }
    }

    /** The listed features, or every column without another role. */
    public List<String> features(TableSource source, Set<String> extraColumns) {
        Set<String> others = source.roles().besideFeatures();
        List<String> features = source.features().isEmpty()
                ? names.stream()
                        .filter(name -> !others.contains(name) && !extraColumns.contains(name))
                        .toList()
                : source.features();
        if (features.isEmpty()) {
            throw new InvalidInputException(
                    "Data '" + table + "': at least one feature column is needed (columns: " + shown() + ")");
        }
        return features;
    }

    public InvalidInputException noLabel() {
        return new InvalidInputException(
                "Data '" + table + "': a label column must be named (columns: " + shown() + ")");
    }

    private String unknown(String column) {
        return "Column '" + column + "': must be in the table (columns: " + shown() + ")"
                + numbered(column).orElseGet(() -> hint(column));
    }

    /** Why a column of a csv has another name than its header says. */
    private Optional<String> numbered(String column) {
        return IntStream.range(0, names.size())
                .filter(place -> names.get(place).equals(column + place))
                .mapToObj(place -> "; Spark numbers columns of a csv that differ only by case, unless"
                        + " spark.sql.caseSensitive is true")
                .findFirst();
    }

    private String hint(String column) {
        String near = NearMiss.hint(column, names);
        if (!near.isEmpty()) {
            return near;
        }
        if (names.size() == 1 && OTHER_SEPARATOR.matcher(names.get(0)).find()) {
            return "; the columns may be separated otherwise, see data.options.sep";
        }
        return names.stream().anyMatch(name -> NUMBER.matcher(name).matches())
                ? "; where the first line is no header, set data.options.header: false, which names columns _c0, _c1, ..."
                : "";
    }

    private String shown() {
        String first = String.join(", ", names.subList(0, Math.min(SHOWN, names.size())));
        return names.size() <= SHOWN ? first : first + " and " + (names.size() - SHOWN) + " more";
    }
}
