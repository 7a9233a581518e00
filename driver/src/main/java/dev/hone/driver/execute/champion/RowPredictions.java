package dev.hone.driver.execute.champion;

import dev.hone.driver.pipeline.OwnColumns;
import dev.hone.driver.table.LoadedTable;
import dev.hone.driver.table.NumberedTable;
import dev.hone.driver.table.RowSet;
import dev.hone.driver.table.TableLoader;
import dev.hone.driver.table.source.ColumnNames;
import dev.hone.driver.table.source.ColumnRoles;
import dev.hone.driver.table.source.LabelKind;
import dev.hone.driver.table.source.TableLocation;
import dev.hone.driver.table.source.TableSource;
import dev.hone.worker.data.FeatureMatrix;
import dev.hone.worker.data.RowView;
import dev.hone.worker.data.TrainingData;
import dev.hone.worker.metric.Metric;
import dev.hone.worker.metric.Predictions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * What a saved pipeline predicts for rows of a table, in arrays on the driver: 8 bytes per row, and as many per class where the
 * metric looks at raw predictions or probabilities.
 */
final class RowPredictions {
    private static final double[] NOTHING = {};

    private final TrainingData labels;
    private final boolean isRaw;

    /** Values per row behind the prediction; 0 without a vector. */
    private final int width;

    /** By number of the row: its place in the predictions. */
    private final int[] places;

    /** Row-major: the prediction and its vector. */
    private final double[] values;

    private RowPredictions(TrainingData labels, boolean isRaw, int width, int[] places, double[] values) {
        this.labels = labels;
        this.isRaw = isRaw;
        this.width = width;
        this.places = places;
        this.values = values;
    }

    /**
     * Applies a pipeline, by one Spark job.
     *
     * @param table the raw table
     * @param rows numbers of the rows
     * @param classes the table's classes by those of the pipeline
     * @throws IncomparableException if the pipeline leaves out a row
     * @throws RuntimeException whatever Spark throws where the pipeline cannot take the table
     */
    static RowPredictions of(
            PipelineModel pipeline, NumberedTable table, int[] rows, Metric metric, ClassMapping classes) {
        PredictionColumns columns = PredictionColumns.of(pipeline, metric);
        LoadedTable read = read(pipeline, table, rows, columns);
        FeatureMatrix predicted = read.data().features();
        if (predicted.numRows() != rows.length) {
            throw new IncomparableException(
                    "leaves out " + (rows.length - predicted.numRows()) + " of " + rows.length + " rows");
        }
        int[] places = new int[table.labels().numRows()];
        double[] numbers = read.data().column(table.number());
        for (int place = 0; place < numbers.length; place++) {
            places[(int) numbers[place]] = place;
        }
        int width = predicted.numFeatures() - 1;
        double[] own = new double[width + 1];
        int mappedWidth = width == 0 ? 0 : classes.width(width);
        double[] values = new double[predicted.numRows() * (mappedWidth + 1)];
        for (int place = 0; place < predicted.numRows(); place++) {
            predicted.copyRow(place, own, 0);
            classes.map(own, values, place * (mappedWidth + 1));
        }
        return new RowPredictions(table.labels(), columns.isRaw(), mappedWidth, places, values);
    }

    private static LoadedTable read(
            PipelineModel pipeline, NumberedTable table, int[] rows, PredictionColumns columns) {
        Dataset<Row> applied = RowSet.of(rows).of(table.rows(), table.number());
        for (Transformer stage : pipeline.stages()) {
            applied = ((Transformer) OwnColumns.handingOn(stage, Set.of(table.number()))).transform(applied);
        }
        List<Column> selected = new ArrayList<>();
        columns.names().forEach(name -> selected.add(ColumnNames.column(name)));
        selected.add(ColumnNames.column(table.number()));
        TableSource source =
                new TableSource(TableLocation.ofRows("predictions"), ColumnRoles.NONE.withFeatures(columns.names()));
        return TableLoader.load(
                applied.select(selected.toArray(Column[]::new)), source, LabelKind.NONE, Set.of(table.number()));
    }

    /** Those of some of the rows. */
    Predictions of(int[] rows) {
        double[] predictions = new double[rows.length];
        double[] vectors = width == 0 ? NOTHING : new double[rows.length * width];
        for (int position = 0; position < rows.length; position++) {
            int at = places[rows[position]] * (width + 1);
            predictions[position] = values[at];
            System.arraycopy(values, at + 1, vectors, position * width, width);
        }
        return new Predictions(
                new RowView(labels, rows), predictions, width, isRaw ? vectors : NOTHING, isRaw ? NOTHING : vectors);
    }
}
