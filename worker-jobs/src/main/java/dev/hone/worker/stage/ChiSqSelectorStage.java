package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.feature.ChiSqSelector;
import org.apache.spark.ml.feature.ChiSqSelectorModel;
import org.apache.spark.sql.types.StructType;

/** {@code ChiSqSelector}, which MLlib replaces by {@code UnivariateFeatureSelector} but still has. */
@SuppressWarnings("deprecation")
final class ChiSqSelectorStage implements SelectiveStage<ChiSqSelector> {
    private static final Set<String> CHOOSING =
            Set.of("selectorType", "numTopFeatures", "percentile", "fpr", "fdr", "fwe", "outputCol");

    @Override
    public Class<ChiSqSelector> type() {
        return ChiSqSelector.class;
    }

    @Override
    public boolean covers(ChiSqSelector stage, StructType columns) {
        return StageNames.areColumns(List.of(stage.getFeaturesCol()), columns, StageNames::isVector)
                && StageNames.areColumns(List.of(stage.getLabelCol()), columns, StageNames::isNumber);
    }

    @Override
    public FittedStage fit(ChiSqSelector stage, StageTable table, int[] training, SharedLearning learning) {
        double[] pValues = FeatureScores.of(ParamsKey.without(CHOOSING, stage), learning, () -> {
            LabelledFeatures rows = LabelledFeatures.of(table, stage.getFeaturesCol(), stage.getLabelCol(), training);
            return ChiSquareScores.pValues(rows.columns(), rows.labels());
        });
        int[] selected = new PValueSelection(stage.getSelectorType(), threshold(stage)).of(pValues);
        Arrays.sort(selected);
        ChiSqSelectorModel model = StageModels.finished(stage, new ChiSqSelectorModel(stage.uid(), selected));
        return VectorColumns.mapped(
                model, model.getFeaturesCol(), model.getOutputCol(), matrix -> SelectedFeatures.of(matrix, selected));
    }

    private static double threshold(ChiSqSelector stage) {
        return switch (stage.getSelectorType()) {
            case "numTopFeatures" -> stage.getNumTopFeatures();
            case "percentile" -> stage.getPercentile();
            case "fdr" -> stage.getFdr();
            case "fwe" -> stage.getFwe();
            default -> stage.getFpr();
        };
    }
}
