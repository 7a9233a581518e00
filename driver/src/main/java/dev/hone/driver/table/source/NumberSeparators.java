package dev.hone.driver.table.source;

import dev.hone.worker.data.InvalidInputException;
import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.jspecify.annotations.Nullable;

/**
 * How numbers are written in a csv, as pandas' {@code decimal} and {@code thousands}: {@code 1.234,5} has the decimal
 * separator {@code ,} and the thousands separator {@code .}. Groups must have three digits.
 *
 * @param decimal one character, what stands before the decimals; {@code .} by default
 * @param thousands one character, what groups the digits before the decimals; empty, for none, by default
 */
public record NumberSeparators(String decimal, String thousands) implements Serializable {
    /** Numbers as Java and Spark write them. */
    public static final NumberSeparators STANDARD = new NumberSeparators(".", "");

    private static final Map<NumberSeparators, Pattern> GROUPED = new ConcurrentHashMap<>();
    private static final String TEXT = "text";
    private static final String OTHER_PARTS_OF_NUMBERS = "0123456789+-eE\"";
    private static final String NUMBER_BEGINNINGS = "0123456789+-.NI ";

    /**
     * @throws InvalidInputException if a separator is not one character or one that numbers have elsewhere, or both are the
     *     same
     */
    public NumberSeparators {
        requireSeparator("decimal", decimal);
        if (!thousands.isEmpty()) {
            requireSeparator("thousands", thousands);
        }
        if (decimal.equals(thousands)) {
            throw new InvalidInputException("decimal and thousands must differ (both: '" + decimal + "')");
        }
    }

    public boolean isStandard() {
        return equals(STANDARD);
    }

    /** The number in a column of text; null where the text is none. */
    public Column number(Column text, DataType type) {
        Column number = functions.translate(text, decimal + thousands, ".").try_cast(type);
        if (!uses(".")) {
            number = functions.when(functions.not(text.contains(".")), number);
        }
        if (!thousands.isEmpty()) {
            Column ungrouped = functions.not(text.contains(thousands));
            number = functions.when(ungrouped.or(text.rlike(grouped().pattern())), number);
        }
        return number;
    }

    /** Whether a text is a finite number. */
    public boolean isFinite(String text) {
        String plain = plain(text);
        return plain != null && isJavaNumber(plain) && Double.isFinite(Double.parseDouble(plain));
    }

    /** What stands for a text where Spark infers types: a number as Java writes it, anything else as no number. */
    public String inferable(String text) {
        String plain = plain(text);
        if (plain == null) {
            return isJavaNumber(text) ? TEXT : text;
        }
        return plain.equals(text) || !isJavaNumber(plain) ? text : plain;
    }

    /** The text with a point before the decimals and without groups; null if it has another separator. */
    private @Nullable String plain(String text) {
        if (!uses(".") && text.indexOf('.') >= 0) {
            return null;
        }
        if (thousands.isEmpty() || !text.contains(thousands)) {
            return text.replace(decimal, ".");
        }
        return grouped().matcher(text).find() ? text.replace(thousands, "").replace(decimal, ".") : null;
    }

    private boolean uses(String separator) {
        return decimal.equals(separator) || thousands.equals(separator);
    }

    /** Groups of three digits after a first one of at most three, none after the decimal separator. */
    private Pattern grouped() {
        return GROUPED.computeIfAbsent(
                this,
                separators -> Pattern.compile("^\\s*[+-]?\\d{1,3}(" + Pattern.quote(thousands) + "\\d{3})+("
                        + Pattern.quote(decimal) + "\\d*)?([eE][+-]?\\d+)?\\s*$"));
    }

    private static boolean isJavaNumber(String text) {
        if (text.isEmpty() || NUMBER_BEGINNINGS.indexOf(text.charAt(0)) < 0) {
            return false;
        }
        try {
            Double.parseDouble(text);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static void requireSeparator(String name, String separator) {
        if (separator.length() != 1 || OTHER_PARTS_OF_NUMBERS.contains(separator)) {
            throw new InvalidInputException(name + " must be one character that numbers have nowhere else, such as ','"
                    + " (" + name + ": '" + separator + "')");
        }
    }
}
