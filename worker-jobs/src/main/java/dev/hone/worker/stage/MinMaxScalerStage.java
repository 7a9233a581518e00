package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import org.apache.spark.ml.feature.MinMaxScaler;
import org.apache.spark.ml.feature.MinMaxScalerModel;
import org.apache.spark.ml.stat.SummarizerBuffer;
import org.apache.spark.sql.types.StructType;

/** {@code MinMaxScaler}. Its vectors are dense here, which equal compressed ones. */
final class MinMaxScalerStage implements TaskStage<MinMaxScaler> {
    @Override
    public Class<MinMaxScaler> type() {
        return MinMaxScaler.class;
    }

    @Override
    public boolean covers(MinMaxScaler stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(MinMaxScaler stage, StageTable table, int[] training) {
        SummarizerBuffer summary = VectorSummary.of(table.vectors(stage.getInputCol()), training, "max", "min");
        MinMaxScalerModel model = StageModels.finished(
                stage,
                new MinMaxScalerModel(
                        stage.uid(), summary.min().compressed(), summary.max().compressed()));
        return StageModels.applied(model, rows -> rescaled(model, rows));
    }

    private static StageTable rescaled(MinMaxScalerModel model, StageTable table) {
        StageColumn.Vectors column = VectorScaling.requireValid(table.vectors(model.getInputCol()));
        FeatureMatrix.Dense copy = MatrixRows.dense(column.matrix());
        rescale(copy.values(), model);
        return table.with(StageColumn.Vectors.of(StageModels.output(model, table, model.getOutputCol()), copy));
    }

    private static void rescale(double[] values, MinMaxScalerModel model) {
        double[] least = model.originalMin().toArray();
        double[] factors = factors(model, least, model.originalMax().toArray());
        double middle = (model.getMin() + model.getMax()) / 2;
        for (int start = 0; start < values.length; start += least.length) {
            for (int index = 0; index < least.length; index++) {
                double value = values[start + index];
                if (!Double.isNaN(value)) {
                    values[start + index] =
                            factors[index] == 0 ? middle : (value - least[index]) * factors[index] + model.getMin();
                }
            }
        }
    }

    /** 0 for an element that is constant. */
    private static double[] factors(MinMaxScalerModel model, double[] least, double[] most) {
        double[] factors = new double[least.length];
        for (int index = 0; index < factors.length; index++) {
            double range = most[index] - least[index];
            factors[index] = range == 0 ? 0 : (model.getMax() - model.getMin()) / range;
        }
        return factors;
    }
}
