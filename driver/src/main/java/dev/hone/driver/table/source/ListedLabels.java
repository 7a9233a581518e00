package dev.hone.driver.table.source;

import dev.hone.worker.data.InvalidInputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All labels of a table in the order of their indices, from 0; numbers by value.
 *
 * @param labels at least two, each once
 */
public record ListedLabels(List<String> labels) implements LabelOrder {
    private static final int SHOWN = 10;

    /**
     * @throws InvalidInputException if there are fewer than two labels, or one is listed twice
     */
    public ListedLabels {
        labels = List.copyOf(labels);
        if (labels.size() < 2) {
            throw new InvalidInputException(
                    "label-order must list at least two labels (labels: " + shown(labels) + ")");
        }
        requireDistinct(labels, LabelValues.TEXTS);
    }

    /**
     * @throws InvalidInputException if a class of the table is not listed, or a listed label is no class of the table
     */
    @Override
    public List<String> arrange(String column, Map<String, Long> counts, LabelValues values) {
        requireDistinct(labels, values);
        Map<Object, List<String>> texts = counts.keySet().stream()
                .sorted(values.alphabet())
                .collect(Collectors.groupingBy(values::value, LinkedHashMap::new, Collectors.toList()));
        List<String> arranged = new ArrayList<>();
        List<String> absent = new ArrayList<>();
        for (String label : labels) {
            List<String> found = texts.remove(values.value(label));
            if (found == null) {
                absent.add(label);
            } else {
                arranged.addAll(found);
            }
        }
        List<String> unlisted = texts.values().stream().flatMap(List::stream).toList();
        requireAll(column, unlisted, absent);
        return List.copyOf(arranged);
    }

    @Override
    public boolean appliesToIndices() {
        return true;
    }

    private static void requireAll(String column, List<String> unlisted, List<String> absent) {
        if (!unlisted.isEmpty()) {
            throw new InvalidInputException("Column '" + column + "': label-order must list every label (not listed: "
                    + shown(unlisted) + (absent.isEmpty() ? "" : "; listed, but not in the table: " + shown(absent))
                    + ")");
        }
        if (!absent.isEmpty()) {
            throw new InvalidInputException("Column '" + column + "': label-order must list labels of the table (not in"
                    + " the table: " + shown(absent) + ")");
        }
    }

    private static void requireDistinct(List<String> labels, LabelValues values) {
        Set<Object> seen = new HashSet<>();
        for (String label : labels) {
            if (!seen.add(values.value(label))) {
                throw new InvalidInputException(
                        "label-order must list each label once (more than once: '" + label + "')");
            }
        }
    }

    private static String shown(Collection<String> labels) {
        String first =
                labels.stream().limit(SHOWN).map(label -> "'" + label + "'").collect(Collectors.joining(", "));
        return labels.size() <= SHOWN ? first : first + " and " + (labels.size() - SHOWN) + " more";
    }
}
