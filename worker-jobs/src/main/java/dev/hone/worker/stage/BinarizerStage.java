package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.Binarizer;
import org.apache.spark.sql.types.StructType;

/** {@code Binarizer} of numbers; vectors are left to Spark. */
final class BinarizerStage implements TaskStage<Binarizer> {
    @Override
    public Class<Binarizer> type() {
        return Binarizer.class;
    }

    @Override
    public boolean covers(Binarizer stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isNumber);
    }

    @Override
    public FittedStage fit(Binarizer stage, StageTable table, int[] training) {
        return StageModels.applied(stage, rows -> binarized(stage, rows));
    }

    private static StageTable binarized(Binarizer stage, StageTable table) {
        List<String> inputs = StageNames.inputs(stage);
        StageTable after = table;
        for (int input = 0; input < inputs.size(); input++) {
            String output = StageNames.outputs(stage).get(input);
            after = after.with(StageColumn.Numbers.of(
                    StageModels.output(stage, table, output),
                    binarized(table.numbers(inputs.get(input)).values(), threshold(stage, input))));
        }
        return after;
    }

    private static double threshold(Binarizer stage, int input) {
        return stage.isSet(stage.inputCols()) && stage.isSet(stage.thresholds())
                ? stage.getThresholds()[input]
                : stage.getThreshold();
    }

    /** What is missing is not above the threshold. */
    private static double[] binarized(double[] values, double threshold) {
        double[] binary = new double[values.length];
        for (int row = 0; row < binary.length; row++) {
            binary[row] = values[row] > threshold ? 1 : 0;
        }
        return binary;
    }
}
