package dev.hone.driver.table.source;

import java.util.List;
import java.util.Map;

/** The order in which the classes of a label get their index. */
public sealed interface LabelOrder permits StringOrderType, ListedLabels {
    /** By text, numbers by value. The default. */
    LabelOrder ALPHABET_ASC = StringOrderType.ALPHABET_ASC;

    /**
     * The classes in the order of their indices.
     *
     * @param column the label column, for messages
     * @param counts number of rows by the text of each class
     * @param values what the texts stand for
     * @throws dev.hone.worker.data.InvalidInputException if the classes are not those that this order is for
     */
    List<String> arrange(String column, Map<String, Long> counts, LabelValues values);

    /** Whether a label whose values are the whole numbers 0 to k - 1 is indexed too, instead of being its own index. */
    boolean appliesToIndices();
}
