package dev.hone.driver.table.source;

import dev.hone.worker.data.InvalidInputException;
import dev.hone.worker.data.NearMiss;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Where a study's table is and what its columns are for.
 *
 * @param path a file, folder or glob on any Hadoop file system; the table's name for the format {@code table}
 * @param format csv, libsvm, parquet, orc, json or table
 * @param options options of Spark's reader of that format; a csv has {@code header} and {@code inferSchema} on by
 *     default, and a row with too few or too many fields is refused unless {@code mode} is set to DROPMALFORMED; none for
 *     the format {@code table}
 * @param label column to predict
 * @param features columns to predict from, in this order; if empty, every column without another role
 * @param ignored columns without a role
 * @param weight column with the weight of each row, none negative
 * @param group column whose equal values keep rows in one fold: whole numbers or anything that casts to text
 * @param time column that orders the rows: a number, date or timestamp
 * @param fold column with the number of the fold that tests each row, a whole number
 * @param labelOrder the order in which classes are indexed
 * @param parsing how text becomes typed columns; none of it for the format {@code table}
 */
public record TableSource(
        String path,
        String format,
        Map<String, String> options,
        Optional<String> label,
        List<String> features,
        List<String> ignored,
        Optional<String> weight,
        Optional<String> group,
        Optional<String> time,
        Optional<String> fold,
        LabelOrder labelOrder,
        ParsingRules parsing) {
    private static final String TABLE = "table";

    /** The formats, as a study file names them. */
    public static final List<String> FORMATS = List.of("csv", "libsvm", "parquet", "orc", "json", TABLE);

    /**
     * @throws InvalidInputException if the path is blank, the format unknown, or one that takes no options or not these
     *     parsing rules, or a column has two roles
     */
    public TableSource {
        options = Map.copyOf(options);
        features = List.copyOf(features);
        ignored = List.copyOf(ignored);
        if (path.isBlank()) {
            throw new InvalidInputException("Data: the path must not be blank (path: '" + path + "')");
        }
        if (!FORMATS.contains(format)) {
            throw new InvalidInputException("Data: the format must be one of " + String.join(", ", FORMATS)
                    + " (format: '" + format + "')" + NearMiss.hint(format, FORMATS));
        }
        if (format.equals(TABLE) && !options.isEmpty()) {
            throw new InvalidInputException("The format table must have no options, which are of a file's reader"
                    + " (options: " + String.join(", ", new TreeSet<>(options.keySet())) + ")");
        }
        parsing.requireFor(format);
        requireOneRoleEach(roles(label, weight, group, time, fold, features, ignored));
    }

    /** A table whose text is parsed as Spark's readers do. */
    public TableSource(
            String path,
            String format,
            Map<String, String> options,
            Optional<String> label,
            List<String> features,
            List<String> ignored,
            Optional<String> weight,
            Optional<String> group,
            Optional<String> time,
            Optional<String> fold,
            LabelOrder labelOrder) {
        this(
                path,
                format,
                options,
                label,
                features,
                ignored,
                weight,
                group,
                time,
                fold,
                labelOrder,
                ParsingRules.STANDARD);
    }

    /** A table of which only place, format and label are told. */
    public static TableSource of(String path, String format, Optional<String> label) {
        return new TableSource(
                path,
                format,
                Map.of(),
                label,
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LabelOrder.ALPHABET_ASC);
    }

    /**
     * Rows that Spark has already.
     *
     * @param name what a message calls them
     */
    public static TableSource of(String name, Optional<String> label, List<String> features, Optional<String> weight) {
        return new TableSource(
                name,
                TABLE,
                Map.of(),
                label,
                features,
                List.of(),
                weight,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                LabelOrder.ALPHABET_ASC);
    }

    /** The same with a column whose equal values keep rows in one fold, and one that orders the rows. */
    public TableSource with(Optional<String> groups, Optional<String> times) {
        return new TableSource(
                path, format, options, label, features, ignored, weight, groups, times, fold, labelOrder, parsing);
    }

    /** The same with other features. */
    public TableSource withFeatures(List<String> others) {
        return new TableSource(
                path, format, options, label, others, ignored, weight, group, time, fold, labelOrder, parsing);
    }

    /** The same with other rules for the text of its files. */
    public TableSource with(ParsingRules rules) {
        return new TableSource(
                path, format, options, label, features, ignored, weight, group, time, fold, labelOrder, rules);
    }

    public boolean isTable() {
        return format.equals(TABLE);
    }

    /** All columns that the source names. */
    public Set<String> namedColumns() {
        Set<String> all = new HashSet<>(rolesBesideFeatures());
        all.addAll(features);
        return all;
    }

    /** Columns that are no features unless listed as such. */
    public Set<String> rolesBesideFeatures() {
        Set<String> all = new HashSet<>(ignored);
        Stream.of(label, weight, group, time, fold).flatMap(Optional::stream).forEach(all::add);
        return all;
    }

    private static List<Map.Entry<String, String>> roles(
            Optional<String> label,
            Optional<String> weight,
            Optional<String> group,
            Optional<String> time,
            Optional<String> fold,
            List<String> features,
            List<String> ignored) {
        Stream<Map.Entry<String, String>> single = Stream.of(
                        role("label", label),
                        role("weight", weight),
                        role("group", group),
                        role("time", time),
                        role("fold", fold))
                .flatMap(Optional::stream);
        return Stream.of(
                        single,
                        features.stream().map(column -> Map.entry(column, "features")),
                        ignored.stream().map(column -> Map.entry(column, "ignore")))
                .flatMap(stream -> stream)
                .toList();
    }

    private static Optional<Map.Entry<String, String>> role(String role, Optional<String> column) {
        return column.map(name -> Map.entry(name, role));
    }

    private static void requireOneRoleEach(List<Map.Entry<String, String>> roles) {
        Map<String, String> seen = new LinkedHashMap<>();
        for (Map.Entry<String, String> role : roles) {
            String other = seen.putIfAbsent(role.getKey(), role.getValue());
            if (other != null) {
                throw new InvalidInputException("Column '" + role.getKey() + "': must be named once (named under: "
                        + other + ", " + role.getValue() + ")");
            }
        }
    }
}
