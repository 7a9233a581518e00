package dev.hone.driver.table.source;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The label orders that Spark's StringIndexer has as {@code stringOrderType}. */
public enum StringOrderType implements LabelOrder {
    /** By text, as scikit-learn's {@code LabelEncoder}; numbers by value. The default. */
    ALPHABET_ASC("alphabetAsc") {
        @Override
        Comparator<String> order(Comparator<String> alphabet, Map<String, Long> counts) {
            return alphabet;
        }
    },
    /** By text, numbers by value, the last one first. */
    ALPHABET_DESC("alphabetDesc") {
        @Override
        Comparator<String> order(Comparator<String> alphabet, Map<String, Long> counts) {
            return alphabet.reversed();
        }
    },
    /** The rarest class first, equally frequent ones as {@link #ALPHABET_ASC}. */
    FREQUENCY_ASC("frequencyAsc") {
        @Override
        Comparator<String> order(Comparator<String> alphabet, Map<String, Long> counts) {
            return Comparator.<String, Long>comparing(counts::get).thenComparing(alphabet);
        }
    },
    /** The most frequent class first, equally frequent ones as {@link #ALPHABET_ASC}. */
    FREQUENCY_DESC("frequencyDesc") {
        @Override
        Comparator<String> order(Comparator<String> alphabet, Map<String, Long> counts) {
            return Comparator.<String, Long>comparing(counts::get).reversed().thenComparing(alphabet);
        }
    };

    private final String sparkName;

    StringOrderType(String sparkName) {
        this.sparkName = sparkName;
    }

    /** The name of this order in Spark. */
    public String sparkName() {
        return sparkName;
    }

    /** The names of all orders in Spark. */
    public static List<String> sparkNames() {
        return Arrays.stream(values()).map(StringOrderType::sparkName).toList();
    }

    /** The order of that name in Spark; empty if there is none. */
    public static Optional<StringOrderType> named(String sparkName) {
        return Arrays.stream(values())
                .filter(order -> order.sparkName.equals(sparkName))
                .findFirst();
    }

    @Override
    public List<String> arrange(String column, Map<String, Long> counts, LabelValues values) {
        return counts.keySet().stream()
                .sorted(order(values.alphabet(), counts))
                .collect(Collectors.toUnmodifiableList());
    }

    /** A label that holds indices already keeps them. */
    @Override
    public boolean appliesToIndices() {
        return false;
    }

    abstract Comparator<String> order(Comparator<String> alphabet, Map<String, Long> counts);
}
