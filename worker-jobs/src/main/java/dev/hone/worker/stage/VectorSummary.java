package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.List;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.stat.Summarizer$;
import org.apache.spark.ml.stat.SummarizerBuffer;
import scala.jdk.javaapi.CollectionConverters;

/** The statistics of vectors that scalers learn, by Spark's own summary, row after row. */
final class VectorSummary {
    private VectorSummary() {}

    /**
     * A summary of some rows.
     *
     * @param rows places of the rows, in this order
     * @param metrics as {@code Summarizer.metrics} names them
     * @throws StageFailedException if a vector is null
     */
    static SummarizerBuffer of(StageColumn.Vectors column, int[] rows, String... metrics) {
        SummarizerBuffer summary = Summarizer$.MODULE$.createSummarizerBuffer(
                CollectionConverters.asScala(List.of(metrics)).toSeq());
        FeatureMatrix matrix = column.matrix();
        double[] values = new double[matrix.numFeatures()];
        Vector shared = Vectors.dense(values);
        for (int row : rows) {
            if (column.isNull(row)) {
                throw StageFailedException.of("Column " + column.name() + " must not be null");
            }
            if (matrix.isSparse()) {
                summary.add(matrix.vector(row), 1.0);
            } else {
                matrix.copyRow(row, values, 0);
                summary.add(shared, 1.0);
            }
        }
        return summary;
    }
}
