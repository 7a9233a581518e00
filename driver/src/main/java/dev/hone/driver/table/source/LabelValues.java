package dev.hone.driver.table.source;

import java.math.BigDecimal;
import java.util.Comparator;
import org.apache.spark.unsafe.types.UTF8String;

/** What the texts of a label stand for. */
public enum LabelValues {
    /** Themselves. */
    TEXTS {
        @Override
        Comparator<String> alphabet() {
            return BY_TEXT;
        }

        @Override
        Object value(String text) {
            return text;
        }
    },
    /** Numbers: {@code 1} and {@code 1.0} are the same. */
    NUMBERS {
        @Override
        Comparator<String> alphabet() {
            return BY_VALUE;
        }

        /** A text that is no number is equal to no number. */
        @Override
        Object value(String text) {
            try {
                return new BigDecimal(text).stripTrailingZeros();
            } catch (NumberFormatException e) {
                return text;
            }
        }
    };

    public static final Comparator<String> BY_TEXT = Comparator.comparing(UTF8String::fromString);
    private static final Comparator<String> BY_VALUE =
            Comparator.<String, BigDecimal>comparing(BigDecimal::new).thenComparing(BY_TEXT);

    abstract Comparator<String> alphabet();

    /** Equal for texts that mean the same label. */
    abstract Object value(String text);
}
