package dev.hone.driver.cli;

import java.util.stream.Stream;

/** Mistakes in how a table's text is to be read. */
class BadReadingTest extends MistakeContract {
    private static final String ORDERS = "alphabetAsc, alphabetDesc, frequencyAsc, frequencyDesc";

    static Stream<Mistake> mistakes() {
        return Stream.of(
                inData(
                        "a label order that Spark does not know",
                        "label-order: alphabetAcs",
                        "label-order: must be a list of all labels or one of " + ORDERS
                                + " (value: alphabetAcs); did you mean 'alphabetAsc'?"),
                inData(
                        "a label listed twice",
                        "label-order: [red, blue, red]",
                        "label-order: label-order must list each label once (more than once: 'red')"),
                inData(
                        "one label only",
                        "label-order: [red]",
                        "label-order: label-order must list at least two labels (labels: 'red')"),
                inTable(
                        "a label that is not listed",
                        "label-order: [red, green]",
                        "Column 'kind': label-order must list every label (not listed: 'blue'; listed, but not in the table:"
                                + " 'green')"),
                inTable(
                        "a listed label that is not in the table",
                        "label-order: [red, green, blue]",
                        "Column 'kind': label-order must list labels of the table (not in the table: 'green')"),
                inData(
                        "a schema that is no DDL",
                        "schema: \"a: int\"",
                        "schema: schema must be columns and types of Spark SQL, such as \"id INT, price DECIMAL(10,2),"
                                + " `opening day` DATE\" (schema: a: int; Spark: [PARSE_SYNTAX_ERROR] Syntax error at or"
                                + " near ':'. SQLSTATE: 42601 (line 1, pos 1))"),
                inTable(
                        "a schema of other columns",
                        "schema: A INT",
                        "Column 'A': must be in the table (columns: a, b, kind); did you mean 'a'?"),
                inData("no number of lines", "skip-lines: -1", "skip-lines: must be at least 0 (value: -1)"),
                inTable(
                        "more lines to skip than there are",
                        "skip-lines: 50",
                        "Data 'file:{table}': must have a header after the lines to skip (skip-lines: 50, file: 'table.csv',"
                                + " lines: 13)"),
                inData(
                        "a decimal separator of two characters",
                        "decimal: ',,'",
                        "decimal: decimal must be one character that numbers have nowhere else, such as ',' (decimal:"
                                + " ',,')"),
                inData(
                        "the same separator twice",
                        "thousands: '.'",
                        "thousands: decimal and thousands must differ (both: '.')"),
                Mistake.inStudy(
                        "types for a format that has its own",
                        "  format: csv\n",
                        "  format: parquet\n  schema: a INT\n",
                        "line 2, data: schema is for the formats csv and json; files of other formats tell the types of their"
                                + " columns, which SQLTransformer can cast (format: parquet)"));
    }

    /** A further line of {@code data}, the third. */
    private static Mistake inData(String name, String line, String message) {
        return Mistake.inStudy(name, "data:\n", "data:\n  " + line + "\n", "line 3, data." + message);
    }

    /** The same where only the table brings it to light. */
    private static Mistake inTable(String name, String line, String message) {
        return Mistake.inStudy(name, "data:\n", "data:\n  " + line + "\n", "line 2, data: " + message);
    }
}
