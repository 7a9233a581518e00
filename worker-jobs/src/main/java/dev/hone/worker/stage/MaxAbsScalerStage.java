package dev.hone.worker.stage;

import java.util.Arrays;
import org.apache.spark.ml.feature.MaxAbsScaler;
import org.apache.spark.ml.feature.MaxAbsScalerModel;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.ml.stat.SummarizerBuffer;
import org.apache.spark.sql.types.StructType;

/** {@code MaxAbsScaler}. */
final class MaxAbsScalerStage implements TaskStage<MaxAbsScaler> {
    private static final double[] NO_SHIFT = {};

    @Override
    public Class<MaxAbsScaler> type() {
        return MaxAbsScaler.class;
    }

    @Override
    public boolean covers(MaxAbsScaler stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(MaxAbsScaler stage, StageTable table, int[] training) {
        SummarizerBuffer summary = VectorSummary.of(table.vectors(stage.getInputCol()), training, "max", "min");
        double[] largest = largest(summary.min().toArray(), summary.max().toArray());
        MaxAbsScalerModel model = StageModels.finished(
                stage, new MaxAbsScalerModel(stage.uid(), Vectors.dense(largest).compressed()));
        VectorScaling scaling = new VectorScaling(
                NO_SHIFT,
                Arrays.stream(largest).map(value -> value == 0 ? 1 : 1 / value).toArray());
        return StageModels.applied(
                model,
                rows -> rows.with(scaling.scaled(
                        rows.vectors(model.getInputCol()), StageModels.output(model, rows, model.getOutputCol()))));
    }

    private static double[] largest(double[] least, double[] most) {
        double[] largest = new double[least.length];
        for (int index = 0; index < largest.length; index++) {
            largest[index] = Math.max(Math.abs(least[index]), Math.abs(most[index]));
        }
        return largest;
    }
}
