package dev.hone.driver.table;

import java.util.List;
import java.util.Optional;

/**
 * The columns of a table that a learner is fitted to beside its features.
 *
 * @param label the label column, if the study needs one
 * @param indexedLabels the text of each class by its index, as the cast of the label to string gives it; empty where the
 *     label is a quantity or holds the indices itself
 * @param weight the weight column, if rows have weights
 */
public record TargetColumns(Optional<String> label, List<String> indexedLabels, Optional<String> weight) {
    public TargetColumns {
        indexedLabels = List.copyOf(indexedLabels);
    }
}
