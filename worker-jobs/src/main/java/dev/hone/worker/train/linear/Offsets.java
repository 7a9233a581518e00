package dev.hone.worker.train.linear;

import dev.hone.worker.data.RowView;
import org.apache.spark.ml.regression.GeneralizedLinearRegression;

/** What is added to the linear predictor of each row: the values of the column {@code offsetCol}, or nothing. */
final class Offsets {
    private static final double[] NONE = {};

    private final RowView rows;
    private final double[] values;

    private Offsets(RowView rows, double[] values) {
        this.rows = rows;
        this.values = values;
    }

    /** The name of the column, empty if there is none. */
    static String column(GeneralizedLinearRegression estimator) {
        return estimator.isSet(estimator.offsetCol()) ? estimator.getOffsetCol() : "";
    }

    static Offsets of(GeneralizedLinearRegression estimator, RowView rows) {
        String column = column(estimator);
        return new Offsets(rows, column.isEmpty() ? NONE : rows.data().column(column));
    }

    double at(int position) {
        return values.length == 0 ? 0.0 : values[rows.row(position)];
    }

    boolean areFinite() {
        boolean finite = true;
        for (int position = 0; position < rows.size(); position++) {
            finite &= Double.isFinite(at(position));
        }
        return finite;
    }
}
