package dev.hone.driver.execute.pipeline;

import dev.hone.driver.table.LoadedTable;
import dev.hone.worker.data.TrainingData;
import java.util.List;
import org.apache.spark.ml.Transformer;

/**
 * What stages make of rows.
 *
 * @param stages fitted
 * @param table the rows in memory; its columns are those after the stages
 * @param numbers which rows of the raw table these are, ascending; a stage may have dropped some
 */
record PreparedRows(List<Transformer> stages, LoadedTable table, int[] numbers) {

    TrainingData data() {
        return table.data();
    }
}
