package dev.hone.driver.execute;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The order in which the classes of a label get their index, as {@code stringOrderType} of Spark's StringIndexer. */
public enum LabelOrder {
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

    LabelOrder(String sparkName) {
        this.sparkName = sparkName;
    }

    /** The name of this order in Spark. */
    public String sparkName() {
        return sparkName;
    }

    /** The order of that name in Spark; empty if there is none. */
    public static Optional<LabelOrder> named(String sparkName) {
        return Arrays.stream(values())
                .filter(order -> order.sparkName.equals(sparkName))
                .findFirst();
    }

    List<String> arrange(Map<String, Long> counts, Comparator<String> alphabet) {
        return counts.keySet().stream().sorted(order(alphabet, counts)).collect(Collectors.toUnmodifiableList());
    }

    abstract Comparator<String> order(Comparator<String> alphabet, Map<String, Long> counts);
}
