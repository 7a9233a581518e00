package dev.hone.worker.stage;

import java.util.Arrays;
import org.apache.spark.ml.feature.RobustScaler;
import org.apache.spark.ml.feature.RobustScalerModel;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.catalyst.util.QuantileSummaries;
import org.apache.spark.sql.types.StructType;

/** {@code RobustScaler}: median and quantile range of each feature, by Spark's own sketch. */
final class RobustScalerStage implements TaskStage<RobustScaler> {
    private static final double[] NONE = {};

    /** Up to which Spark has a sketch of each feature in every partition; the sketches of more it shuffles uncompressed. */
    private static final int MOST_FEATURES = 1000;

    @Override
    public Class<RobustScaler> type() {
        return RobustScaler.class;
    }

    @Override
    public boolean covers(RobustScaler stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isVector);
    }

    @Override
    public boolean dependsOnPartitions(RobustScaler stage) {
        return true;
    }

    @Override
    public FittedStage fit(RobustScaler stage, StageTable table, int[] training) {
        StageColumn.Vectors input = VectorColumns.complete(table, stage.getInputCol(), training);
        double[] ranges = new double[input.length()];
        double[] medians = new double[input.length()];
        FeatureValues columns = FeatureValues.of(input.matrix(), training);
        FeatureValues.Scratch scratch = FeatureValues.Scratch.of(columns);
        double[] values = new double[training.length];
        for (int feature = 0; feature < ranges.length; feature++) {
            columns.copy(feature, scratch, values);
            QuantileSummaries summary = summary(values, stage.getRelativeError(), ranges.length <= MOST_FEATURES);
            ranges[feature] = quantile(summary, stage.getUpper()) - quantile(summary, stage.getLower());
            medians[feature] = quantile(summary, 0.5);
        }
        return applied(StageModels.finished(
                stage,
                new RobustScalerModel(
                        stage.uid(),
                        Vectors.dense(ranges).compressed(),
                        Vectors.dense(medians).compressed())));
    }

    private static QuantileSummaries summary(double[] values, double relativeError, boolean isCompressed) {
        QuantileSummaries summary = new QuantileSummaries(
                QuantileSummaries.defaultCompressThreshold(),
                relativeError,
                QuantileSummaries.$lessinit$greater$default$3(),
                QuantileSummaries.$lessinit$greater$default$4(),
                QuantileSummaries.$lessinit$greater$default$5());
        for (double value : values) {
            if (!Double.isNaN(value)) {
                summary = summary.insert(value);
            }
        }
        return isCompressed ? summary.compress() : summary;
    }

    private static double quantile(QuantileSummaries summary, double probability) {
        return (double) summary.query(probability).get();
    }

    private static FittedStage applied(RobustScalerModel model) {
        VectorScaling scaling = new VectorScaling(
                model.getWithCentering() ? model.median().toArray() : NONE,
                model.getWithScaling() ? inverse(model.range().toArray()) : NONE);
        return StageModels.applied(
                model,
                rows -> rows.with(scaling.scaled(
                        rows.vectors(model.getInputCol()), StageModels.output(model, rows, model.getOutputCol()))));
    }

    private static double[] inverse(double[] ranges) {
        return Arrays.stream(ranges).map(range -> range == 0 ? 0 : 1 / range).toArray();
    }
}
