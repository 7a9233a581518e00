package dev.hone.driver.table.source;

import dev.hone.worker.data.InvalidInputException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the columns of a table are for.
 *
 * @param label column to predict
 * @param labelOrder the order in which classes are indexed
 * @param features columns to predict from, in this order; if empty, every column without another role
 * @param ignored columns without a role
 * @param weight column with the weight of each row, none negative
 * @param split columns by which rows are split into folds
 */
public record ColumnRoles(
        Optional<String> label,
        LabelOrder labelOrder,
        List<String> features,
        List<String> ignored,
        Optional<String> weight,
        SplitColumns split) {

    /** Every column is a feature. */
    public static final ColumnRoles NONE = new ColumnRoles(
            Optional.empty(), LabelOrder.ALPHABET_ASC, List.of(), List.of(), Optional.empty(), SplitColumns.NONE);

    /**
     * @throws InvalidInputException if a column has two roles
     */
    public ColumnRoles {
        features = List.copyOf(features);
        ignored = List.copyOf(ignored);
        Map<String, String> roles = new LinkedHashMap<>();
        label.ifPresent(column -> putOnce(roles, column, "label"));
        weight.ifPresent(column -> putOnce(roles, column, "weight"));
        split.group().ifPresent(column -> putOnce(roles, column, "group"));
        split.time().ifPresent(column -> putOnce(roles, column, "time"));
        split.fold().ifPresent(column -> putOnce(roles, column, "fold"));
        features.forEach(column -> putOnce(roles, column, "features"));
        ignored.forEach(column -> putOnce(roles, column, "ignore"));
    }

    private static void putOnce(Map<String, String> roles, String column, String role) {
        String other = roles.putIfAbsent(column, role);
        if (other != null) {
            throw new InvalidInputException(
                    "Column '" + column + "': must be named once (named under: " + other + ", " + role + ")");
        }
    }

    /** Every column beside the label is a feature. */
    public static ColumnRoles ofLabel(String column) {
        return NONE.withLabel(column);
    }

    /** The same with a label. */
    public ColumnRoles withLabel(String column) {
        return new ColumnRoles(Optional.of(column), labelOrder, features, ignored, weight, split);
    }

    /** The same with other features. */
    public ColumnRoles withFeatures(List<String> columns) {
        return new ColumnRoles(label, labelOrder, columns, ignored, weight, split);
    }

    /** The same with a weight of each row. */
    public ColumnRoles withWeight(String column) {
        return new ColumnRoles(label, labelOrder, features, ignored, Optional.of(column), split);
    }

    /** The same with columns by which rows are split into folds. */
    public ColumnRoles withSplit(SplitColumns columns) {
        return new ColumnRoles(label, labelOrder, features, ignored, weight, columns);
    }

    /** All columns that have a name here. */
    public Set<String> named() {
        Set<String> all = new HashSet<>(besideFeatures());
        all.addAll(features);
        return all;
    }

    /** Columns that are no features unless listed as such. */
    public Set<String> besideFeatures() {
        Set<String> all = new HashSet<>(ignored);
        Stream.of(label, weight, split.group(), split.time(), split.fold())
                .flatMap(Optional::stream)
                .forEach(all::add);
        return all;
    }
}
