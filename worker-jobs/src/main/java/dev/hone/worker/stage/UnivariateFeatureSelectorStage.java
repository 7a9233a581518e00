package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.apache.spark.ml.feature.UnivariateFeatureSelector;
import org.apache.spark.ml.feature.UnivariateFeatureSelectorModel;
import org.apache.spark.sql.types.StructType;

/** {@code UnivariateFeatureSelector}, with the test for its types of features and label. */
final class UnivariateFeatureSelectorStage implements SelectiveStage<UnivariateFeatureSelector> {
    private static final String CATEGORICAL = "categorical";
    private static final Set<String> CHOOSING = Set.of("selectionMode", "selectionThreshold", "outputCol");

    @Override
    public Class<UnivariateFeatureSelector> type() {
        return UnivariateFeatureSelector.class;
    }

    @Override
    public boolean covers(UnivariateFeatureSelector stage, StructType columns) {
        return stage.isSet(stage.featureType())
                && stage.isSet(stage.labelType())
                && (isOfClasses(stage) || !hasCategories(stage))
                && StageNames.areColumns(List.of(stage.getFeaturesCol()), columns, StageNames::isVector)
                && StageNames.areColumns(List.of(stage.getLabelCol()), columns, StageNames::isNumber);
    }

    private static boolean hasCategories(UnivariateFeatureSelector stage) {
        return stage.getFeatureType().equals(CATEGORICAL);
    }

    private static boolean isOfClasses(UnivariateFeatureSelector stage) {
        return stage.getLabelType().equals(CATEGORICAL);
    }

    @Override
    public FittedStage fit(UnivariateFeatureSelector stage, StageTable table, int[] training, SharedLearning learning) {
        double[] pValues = FeatureScores.of(
                ParamsKey.without(CHOOSING, stage),
                learning,
                () -> pValues(
                        stage, LabelledFeatures.of(table, stage.getFeaturesCol(), stage.getLabelCol(), training)));
        int[] selected = new PValueSelection(stage.getSelectionMode(), threshold(stage)).of(pValues);
        UnivariateFeatureSelectorModel model =
                StageModels.finished(stage, new UnivariateFeatureSelectorModel(stage.uid(), selected));
        int[] ascending = selected.clone();
        Arrays.sort(ascending);
        return VectorColumns.mapped(
                model, model.getFeaturesCol(), model.getOutputCol(), matrix -> SelectedFeatures.of(matrix, ascending));
    }

    private static double threshold(UnivariateFeatureSelector stage) {
        if (stage.isSet(stage.selectionThreshold())) {
            return stage.getSelectionThreshold();
        }
        return switch (stage.getSelectionMode()) {
            case "numTopFeatures" -> 50;
            case "percentile" -> 0.1;
            default -> 0.05;
        };
    }

    private static double[] pValues(UnivariateFeatureSelector stage, LabelledFeatures rows) {
        if (!isOfClasses(stage)) {
            return FValueScores.pValues(
                    rows.columns(),
                    VectorSummary.of(rows.features(), rows.rows(), "mean", "std", "count"),
                    rows.labels());
        }
        return hasCategories(stage)
                ? ChiSquareScores.pValues(rows.columns(), rows.labels())
                : AnovaScores.pValues(rows.columns(), rows.labels());
    }
}
