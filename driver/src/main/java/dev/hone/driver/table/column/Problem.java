package dev.hone.driver.table.column;

/**
 * What is wrong with a row.
 *
 * @param column the column, empty where it is the row as a whole
 * @param rule the rule that is broken and the value, as the end of a message
 */
public record Problem(String column, String rule) {

    static Problem of(String column, String rule, Object actual) {
        return new Problem(column, rule + " (was: " + actual + ")");
    }

    /** The same, followed by what would help. */
    Problem with(String advice) {
        return new Problem(column, rule + advice);
    }

    /** One line for the user. */
    public String message(String table, String place) {
        String subject = column.isEmpty() ? "Data '" + table + "'" : "Column '" + column + "'";
        return subject + ", " + place + ": " + rule;
    }
}
