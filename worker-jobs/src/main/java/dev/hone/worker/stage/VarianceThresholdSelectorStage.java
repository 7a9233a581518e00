package dev.hone.worker.stage;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.VarianceThresholdSelector;
import org.apache.spark.ml.feature.VarianceThresholdSelectorModel;
import org.apache.spark.ml.stat.SummarizerBuffer;
import org.apache.spark.sql.types.StructType;

/** {@code VarianceThresholdSelector}. */
final class VarianceThresholdSelectorStage implements SelectiveStage<VarianceThresholdSelector> {
    private static final Set<String> CHOOSING = Set.of("varianceThreshold", "outputCol");

    @Override
    public Class<VarianceThresholdSelector> type() {
        return VarianceThresholdSelector.class;
    }

    @Override
    public boolean covers(VarianceThresholdSelector stage, StructType columns) {
        return StageNames.areColumns(List.of(stage.getFeaturesCol()), columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(VarianceThresholdSelector stage, StageTable table, int[] training, SharedLearning learning) {
        double[] variances = FeatureScores.of(
                ParamsKey.without(CHOOSING, stage),
                learning,
                () -> variances(table.vectors(stage.getFeaturesCol()), training));
        int[] selected = IntStream.range(0, variances.length)
                .filter(index -> variances[index] > stage.getVarianceThreshold())
                .toArray();
        VarianceThresholdSelectorModel model =
                StageModels.finished(stage, new VarianceThresholdSelectorModel(stage.uid(), selected));
        return VectorColumns.mapped(
                model, model.getFeaturesCol(), model.getOutputCol(), matrix -> SelectedFeatures.of(matrix, selected));
    }

    private static double[] variances(StageColumn.Vectors features, int[] training) {
        SummarizerBuffer summary = VectorSummary.of(features, training, "max", "min", "variance");
        double[] max = summary.max().toArray();
        double[] min = summary.min().toArray();
        double[] variances = summary.variance().toArray();
        for (int index = 0; index < variances.length; index++) {
            if (max[index] == min[index]) {
                variances[index] = 0;
            }
        }
        return variances;
    }
}
