package dev.hone.worker.train.inline;

import dev.hone.worker.data.RowView;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.shared.HasDistanceMeasure;
import org.apache.spark.ml.param.shared.HasFeaturesCol;
import org.apache.spark.ml.param.shared.HasLabelCol;
import org.apache.spark.ml.param.shared.HasValidationIndicatorCol;
import org.apache.spark.ml.param.shared.HasWeightCol;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;

/**
 * The rows of a view as the dataset that an estimator's {@code fit} expects: its features, label and weight columns under
 * the names that its params give them, with the metadata that {@code VectorAssembler} and {@code StringIndexer} would
 * leave, and every further column of the table under its own name. Vectors are shared, not copied, but for trainers that
 * write to them.
 */
final class TrainingTable {
    private final RowView rows;
    private final List<TaskColumn> columns = new ArrayList<>();

    private TrainingTable(RowView rows) {
        this.rows = rows;
    }

    static TaskDataset<Row> of(TaskSparkContext context, RowView rows, PipelineStage stage) {
        TrainingTable table = new TrainingTable(rows);
        if (stage instanceof HasFeaturesCol features) {
            table.addFeatures(features.getFeaturesCol(), scalesVectors(stage));
        }
        if (stage instanceof HasLabelCol label && rows.data().hasLabels()) {
            table.addLabel(label.getLabelCol());
        }
        if (stage instanceof HasWeightCol weight && isSet(stage, weight.weightCol())) {
            table.addWeight(weight.getWeightCol());
        }
        table.addOthers(stage);
        return TaskDataset.of(context, rows.size(), table.columns);
    }

    static boolean isSet(PipelineStage stage, Param<String> column) {
        return stage.isDefined(column) && !((String) stage.getOrDefault(column)).isEmpty();
    }

    /** With the cosine distance, Spark's trainers scale the rows that they pick as first centers in place. */
    private static boolean scalesVectors(PipelineStage stage) {
        return stage instanceof HasDistanceMeasure measured
                && measured.getDistanceMeasure().equals("cosine");
    }

    private void addFeatures(String name, boolean copied) {
        TaskColumn.Values vectors = copied ? row -> rows.vector(row).copy() : rows::vector;
        columns.add(TaskColumn.of(name, new VectorUDT(), FeatureMetadata.of(rows.data(), name), vectors));
    }

    private void addLabel(String name) {
        columns.add(TaskColumn.of(name, DataTypes.DoubleType, LabelMetadata.of(rows.data(), name), rows::label));
    }

    private void addWeight(String name) {
        columns.add(TaskColumn.of(name, DataTypes.DoubleType, Metadata.empty(), rows::weight));
    }

    private void addOthers(PipelineStage stage) {
        for (String name : rows.data().columnNames()) {
            if (columns.stream().noneMatch(column -> column.name().equals(name))) {
                columns.add(other(name, indicates(stage, name)));
            }
        }
    }

    /** A validation indicator is true or false; in memory it is 1 or 0 like every further column. */
    private static boolean indicates(PipelineStage stage, String name) {
        return stage instanceof HasValidationIndicatorCol indicator
                && isSet(stage, indicator.validationIndicatorCol())
                && indicator.getValidationIndicatorCol().equals(name);
    }

    private TaskColumn other(String name, boolean indicator) {
        double[] values = rows.data().column(name);
        return indicator
                ? TaskColumn.of(name, DataTypes.BooleanType, Metadata.empty(), row -> values[rows.row(row)] != 0)
                : TaskColumn.of(name, DataTypes.DoubleType, Metadata.empty(), row -> values[rows.row(row)]);
    }
}
