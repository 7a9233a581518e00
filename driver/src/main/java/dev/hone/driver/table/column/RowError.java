package dev.hone.driver.table.column;

/**
 * A row that cannot be read.
 *
 * @param column the column of the value at fault; empty where the whole row is
 * @param rule the rule that is broken and the value, as the end of a message
 */
public record RowError(String column, String rule) {

    static RowError of(String column, String rule, Object actual) {
        return new RowError(column, rule + " (was: " + actual + ")");
    }

    /** The same, followed by what would help. */
    RowError with(String advice) {
        return new RowError(column, rule + advice);
    }

    /** One line for the user. */
    public String message(String table, String place) {
        String subject = column.isEmpty() ? "Data '" + table + "'" : "Column '" + column + "'";
        return subject + ", " + place + ": " + rule;
    }
}
