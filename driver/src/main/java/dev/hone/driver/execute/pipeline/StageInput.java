package dev.hone.driver.execute.pipeline;

import dev.hone.driver.table.RowSet;
import dev.hone.worker.fold.Fold;
import java.util.function.UnaryOperator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Rows to apply stages to, and those among them on which the stages are fitted.
 *
 * @param fold number of the fold whose training rows the stages are fitted on, or -1 for all rows
 * @param rows all rows to apply the stages to
 * @param training picks the rows to fit a stage on out of what the stages before it leave
 */
record StageInput(int fold, Dataset<Row> rows, UnaryOperator<Dataset<Row>> training) {
    private static final int ALL_ROWS = -1;

    /** All rows, which are also those to fit on. */
    static StageInput all(Dataset<Row> rows) {
        return new StageInput(ALL_ROWS, rows, UnaryOperator.identity());
    }

    /**
     * The training and test rows of a fold.
     *
     * @param rows of all folds
     * @param number the column that numbers the rows
     */
    static StageInput of(Fold fold, Dataset<Row> rows, String number) {
        RowSet training = RowSet.of(fold.train());
        return new StageInput(
                fold.number(),
                RowSet.of(fold.train(), fold.test()).of(rows, number),
                some -> training.of(some, number));
    }
}
