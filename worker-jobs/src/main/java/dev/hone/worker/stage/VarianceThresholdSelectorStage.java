package dev.hone.worker.stage;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.VarianceThresholdSelector;
import org.apache.spark.ml.feature.VarianceThresholdSelectorModel;
import org.apache.spark.ml.stat.SummarizerBuffer;
import org.apache.spark.sql.types.StructType;

/** {@code VarianceThresholdSelector}. */
final class VarianceThresholdSelectorStage implements TaskStage<VarianceThresholdSelector> {
    @Override
    public Class<VarianceThresholdSelector> type() {
        return VarianceThresholdSelector.class;
    }

    @Override
    public boolean covers(VarianceThresholdSelector stage, StructType columns) {
        return StageNames.areColumns(List.of(stage.getFeaturesCol()), columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(VarianceThresholdSelector stage, StageTable table, int[] training) {
        SummarizerBuffer summary =
                VectorSummary.of(table.vectors(stage.getFeaturesCol()), training, "max", "min", "variance");
        double[] max = summary.max().toArray();
        double[] min = summary.min().toArray();
        double[] variance = summary.variance().toArray();
        int[] selected = IntStream.range(0, max.length)
                .filter(index -> (max[index] == min[index] ? 0 : variance[index]) > stage.getVarianceThreshold())
                .toArray();
        VarianceThresholdSelectorModel model =
                StageModels.finished(stage, new VarianceThresholdSelectorModel(stage.uid(), selected));
        return VectorColumns.mapped(
                model, model.getFeaturesCol(), model.getOutputCol(), matrix -> SelectedFeatures.of(matrix, selected));
    }
}
