package dev.hone.driver.table.csv;

import java.io.Serializable;

/**
 * What the lines of a csv file are.
 *
 * @param skipped number of lines before the header, or before the first row if there is none
 * @param header whether there is a header: the first line after them that is neither blank nor a comment
 * @param comment what a comment begins with; empty if there are none
 */
record CsvLines(int skipped, boolean header, String comment) implements Serializable {

    /** Whether a line is a header or a row; Spark passes over blank lines and comments. */
    boolean isRecord(String line) {
        return !line.trim().isEmpty() && (comment.isEmpty() || !line.startsWith(comment));
    }
}
