package dev.hone.driver.table.source;

import java.util.Optional;

/**
 * The columns by which rows are split into folds.
 *
 * @param group column whose equal values keep rows in one fold: whole numbers or anything that casts to text
 * @param time column that orders the rows: a number, date or timestamp
 * @param fold column with the number of the fold that tests each row, a whole number
 */
public record SplitColumns(Optional<String> group, Optional<String> time, Optional<String> fold) {

    /** Rows are split by none of their columns. */
    public static final SplitColumns NONE = new SplitColumns(Optional.empty(), Optional.empty(), Optional.empty());

    /** Rows are split by the number of the fold that tests each. */
    public static SplitColumns ofFold(String column) {
        return new SplitColumns(Optional.empty(), Optional.empty(), Optional.of(column));
    }
}
