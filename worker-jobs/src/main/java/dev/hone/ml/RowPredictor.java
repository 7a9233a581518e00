package dev.hone.ml;

import dev.hone.worker.data.RowView;
import dev.hone.worker.metric.Predictions;

/** A model that predicts many rows in memory at once, faster than one by one and with the very results of {@code transform}. */
public interface RowPredictor {

    /** What {@code transform} would add to the rows, in their order; only read. Safe for use by many threads. */
    Predictions predictRows(RowView rows);
}
