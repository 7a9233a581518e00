package dev.hone.worker.evaluate;

import dev.hone.worker.data.FoldCache;
import dev.hone.worker.data.RowView;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.Transformer;

/**
 * All rows of a table as a learner gets them.
 *
 * @param stages those before the learner, fitted on all rows; none where the table has been prepared already
 * @param rows what they make of the rows
 * @param numbers of these rows in the table, ascending; a stage may have dropped some
 */
public record FittedRows(List<Transformer> stages, RowView rows, int[] numbers)
        implements FoldCache.Sized, Serializable {
    public FittedRows {
        stages = List.copyOf(stages);
    }

    @Override
    public long bytes() {
        return rows.data().bytes();
    }
}
