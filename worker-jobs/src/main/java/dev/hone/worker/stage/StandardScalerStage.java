package dev.hone.worker.stage;

import java.util.Arrays;
import org.apache.spark.ml.feature.StandardScaler;
import org.apache.spark.ml.feature.StandardScalerModel;
import org.apache.spark.ml.stat.SummarizerBuffer;
import org.apache.spark.sql.types.StructType;

/** {@code StandardScaler}. */
final class StandardScalerStage implements TaskStage<StandardScaler> {
    private static final double[] NONE = {};

    @Override
    public Class<StandardScaler> type() {
        return StandardScaler.class;
    }

    @Override
    public boolean covers(StandardScaler stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(StandardScaler stage, StageTable table, int[] training) {
        SummarizerBuffer summary = VectorSummary.of(table.vectors(stage.getInputCol()), training, "mean", "std");
        StandardScalerModel model = StageModels.finished(
                stage,
                new StandardScalerModel(
                        stage.uid(), summary.std().compressed(), summary.mean().compressed()));
        VectorScaling scaling = new VectorScaling(
                model.getWithMean() ? model.mean().toArray() : NONE,
                model.getWithStd() ? inverse(model.std().toArray()) : NONE);
        return StageModels.applied(
                model,
                rows -> rows.with(scaling.scaled(
                        rows.vectors(model.getInputCol()), StageModels.output(model, rows, model.getOutputCol()))));
    }

    private static double[] inverse(double[] std) {
        return Arrays.stream(std).map(value -> value == 0 ? 0 : 1 / value).toArray();
    }
}
