package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.feature.Bucketizer;
import org.apache.spark.ml.feature.QuantileDiscretizer;
import org.apache.spark.sql.types.StructType;

/** {@code QuantileDiscretizer} of one or several columns of numbers; its model is a {@code Bucketizer}. */
final class QuantileDiscretizerStage implements TaskStage<QuantileDiscretizer> {
    @Override
    public Class<QuantileDiscretizer> type() {
        return QuantileDiscretizer.class;
    }

    @Override
    public boolean covers(QuantileDiscretizer stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isNumber);
    }

    @Override
    public boolean dependsOnPartitions(QuantileDiscretizer stage) {
        return true;
    }

    @Override
    public FittedStage fit(QuantileDiscretizer stage, StageTable table, int[] training) {
        List<String> inputs = StageNames.inputs(stage);
        double[][] splits = new double[inputs.size()][];
        for (int input = 0; input < splits.length; input++) {
            double[] values = table.numbers(inputs.get(input)).values();
            splits[input] = splits(ApproximateQuantiles.of(
                    values, training, probabilities(numBuckets(stage, input)), stage.getRelativeError()));
        }
        Bucketizer model = new Bucketizer(stage.uid()).setHandleInvalid(stage.getHandleInvalid());
        if (stage.isSet(stage.inputCols())) {
            model.setSplitsArray(splits);
        } else {
            model.setSplits(splits[0]);
        }
        return new BucketizerStage().fit(StageModels.finished(stage, model), table, training);
    }

    private static int numBuckets(QuantileDiscretizer stage, int input) {
        return stage.isSet(stage.inputCols()) && stage.isSet(stage.numBucketsArray())
                ? stage.getNumBucketsArray()[input]
                : stage.getNumBuckets();
    }

    private static double[] probabilities(int buckets) {
        double[] probabilities = new double[buckets + 1];
        for (int bucket = 0; bucket <= buckets; bucket++) {
            probabilities[bucket] = (double) bucket / buckets;
        }
        return probabilities;
    }

    /** The quantiles in between, each once, from one infinity to the other. */
    private static double[] splits(double[] quantiles) {
        quantiles[0] = Double.NEGATIVE_INFINITY;
        quantiles[quantiles.length - 1] = Double.POSITIVE_INFINITY;
        return Arrays.stream(quantiles)
                .map(quantile -> quantile + 0.0) // -0.0 is 0.0
                .distinct()
                .sorted()
                .toArray();
    }
}
