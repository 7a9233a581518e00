package dev.hone.driver.table;

import dev.hone.driver.table.source.LabelOrder;
import dev.hone.driver.table.source.LabelValues;
import dev.hone.worker.data.InvalidInputException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Maps the classes of a label to indices, as {@code StringIndexer} does.
 *
 * @param indices index of each text, from 0
 * @param texts each class by its index; empty where the label holds the indices itself
 */
record LabelIndex(Map<String, Double> indices, List<String> texts) {

    /** Classes that are texts. */
    static LabelIndex ofTexts(String column, Map<String, Long> counts, LabelOrder order) {
        requireTwo(column, counts.keySet());
        return indexed(order.arrange(column, counts, LabelValues.TEXTS));
    }

    /**
     * Classes that are texts of finite numbers; the whole numbers 0 to k - 1, all present, are their own indices unless the
     * order applies to them too.
     */
    static LabelIndex ofNumbers(String column, Map<String, Long> counts, LabelOrder order) {
        requireTwo(column, counts.keySet());
        Map<String, Double> values =
                counts.keySet().stream().collect(Collectors.toMap(text -> text, Double::parseDouble));
        Set<Double> wanted =
                IntStream.range(0, counts.size()).asDoubleStream().boxed().collect(Collectors.toSet());
        return !order.appliesToIndices() && wanted.equals(new HashSet<>(values.values()))
                ? new LabelIndex(values, List.of())
                : indexed(order.arrange(column, counts, LabelValues.NUMBERS));
    }

    int size() {
        return indices.size();
    }

    private static LabelIndex indexed(List<String> texts) {
        Map<String, Double> indices = new HashMap<>();
        texts.forEach(text -> indices.put(text, (double) indices.size()));
        return new LabelIndex(indices, texts);
    }

    private static void requireTwo(String column, Set<String> texts) {
        if (texts.size() < 2) {
            throw new InvalidInputException("Column '" + column
                    + "': a label must have at least two classes (classes: '" + String.join("', '", texts) + "')");
        }
    }
}
