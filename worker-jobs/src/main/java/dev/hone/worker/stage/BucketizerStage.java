package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.Bucketizer;
import org.apache.spark.ml.feature.Bucketizer$;
import org.apache.spark.sql.types.StructType;

/** {@code Bucketizer}; a null stays null unless its row is skipped. */
final class BucketizerStage implements TaskStage<Bucketizer> {
    @Override
    public Class<Bucketizer> type() {
        return Bucketizer.class;
    }

    @Override
    public boolean covers(Bucketizer stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isNumber);
    }

    @Override
    public FittedStage fit(Bucketizer stage, StageTable table, int[] training) {
        return StageModels.applied(stage, rows -> bucketed(stage, rows));
    }

    private static StageTable bucketed(Bucketizer stage, StageTable table) {
        List<String> inputs = StageNames.inputs(stage);
        boolean isSkipped = stage.getHandleInvalid().equals("skip");
        StageTable rows = isSkipped ? valid(inputs, table) : table;
        List<StageColumn> bucketed = new ArrayList<>();
        for (int input = 0; input < inputs.size(); input++) {
            StageColumn.Numbers column = rows.numbers(inputs.get(input));
            bucketed.add(new StageColumn.Numbers(
                    StageModels.output(stage, rows, StageNames.outputs(stage).get(input)),
                    buckets(
                            column,
                            splits(stage, input),
                            stage.getHandleInvalid().equals("keep")),
                    (BitSet) column.nulls().clone()));
        }
        StageTable after = rows;
        for (StageColumn column : bucketed) {
            after = after.with(column);
        }
        return after;
    }

    private static double[] splits(Bucketizer stage, int input) {
        return stage.isSet(stage.inputCols()) ? stage.getSplitsArray()[input] : stage.getSplits();
    }

    private static StageTable valid(List<String> inputs, StageTable table) {
        List<double[]> values =
                inputs.stream().map(input -> table.numbers(input).values()).toList();
        return table.select(IntStream.range(0, table.numRows())
                .filter(row -> values.stream().noneMatch(column -> Double.isNaN(column[row])))
                .toArray());
    }

    private static double[] buckets(StageColumn.Numbers column, double[] splits, boolean isNaNKept) {
        double[] buckets = new double[column.numRows()];
        Arrays.fill(buckets, Double.NaN);
        for (int row = 0; row < buckets.length; row++) {
            if (!column.isNull(row)) {
                buckets[row] = bucket(splits, column.values()[row], isNaNKept);
            }
        }
        return buckets;
    }

    private static double bucket(double[] splits, double value, boolean isNaNKept) {
        try {
            return Bucketizer$.MODULE$.binarySearchForBuckets(splits, value, isNaNKept);
        } catch (Exception e) { // a SparkException, thrown undeclared
            throw new StageFailedException(e);
        }
    }
}
