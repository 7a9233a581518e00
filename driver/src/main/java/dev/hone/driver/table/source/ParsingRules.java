package dev.hone.driver.table.source;

import dev.hone.worker.data.InvalidInputException;
import java.util.List;

/**
 * How the text of a table's files becomes typed columns, where the options of Spark's reader do not reach.
 *
 * @param types of columns that Spark must not infer, for csv and json; none by default
 * @param skippedLines number of lines before the header of each csv file, or before its first row if it has none; 0 by
 *     default
 * @param separators how numbers are written in a csv
 */
public record ParsingRules(DeclaredTypes types, int skippedLines, NumberSeparators separators) {
    /** The rules of Spark's readers. */
    public static final ParsingRules STANDARD = new ParsingRules(DeclaredTypes.NONE, 0, NumberSeparators.STANDARD);

    private static final List<String> UNTYPED = List.of("csv", "json");

    /**
     * @throws InvalidInputException if a number of lines is negative
     */
    public ParsingRules {
        if (skippedLines < 0) {
            throw new InvalidInputException("skip-lines must be at least 0 (skip-lines: " + skippedLines + ")");
        }
    }

    /**
     * @throws InvalidInputException if a rule is not for files of the format
     */
    void requireFor(String format) {
        if (!types.isEmpty() && !UNTYPED.contains(format)) {
            throw new InvalidInputException("schema is for the formats csv and json; files of other formats tell the"
                    + " types of their columns, which SQLTransformer can cast (format: " + format + ")");
        }
        requireCsv("skip-lines", skippedLines == 0, format);
        requireCsv("decimal and thousands", separators.isStandard(), format);
    }

    private static void requireCsv(String key, boolean unused, String format) {
        if (!unused && !format.equals("csv")) {
            throw new InvalidInputException(key + " must be used with the format csv only (format: " + format + ")");
        }
    }
}
