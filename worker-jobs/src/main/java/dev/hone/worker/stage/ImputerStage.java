package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code Imputer}: means, medians by the sketch of Spark's {@code approxQuantile}, or modes of what is not missing. */
final class ImputerStage implements TaskStage<Imputer> {
    private static final double[] MEDIAN = {0.5};

    @Override
    public Class<Imputer> type() {
        return Imputer.class;
    }

    @Override
    public boolean covers(Imputer stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isNumber);
    }

    @Override
    public boolean dependsOnPartitions(Imputer stage) {
        return stage.getStrategy().equals("median");
    }

    @Override
    public FittedStage fit(Imputer stage, StageTable table, int[] training) {
        List<String> inputs = StageNames.inputs(stage);
        double missing = stage.getMissingValue();
        double[] surrogates = new double[inputs.size()];
        List<String> empty = new ArrayList<>();
        for (int input = 0; input < surrogates.length; input++) {
            double[] known = known(table.numbers(inputs.get(input)).values(), training, missing);
            surrogates[input] = surrogate(stage, known);
            if (Double.isNaN(surrogates[input])) {
                empty.add(inputs.get(input));
            }
        }
        if (!empty.isEmpty()) {
            throw StageFailedException.of("surrogate cannot be computed. All the values in " + String.join(",", empty)
                    + " are Null, Nan or missingValue(" + missing + ")");
        }
        ImputerModel model =
                StageModels.finished(stage, new ImputerModel(stage.uid(), inputs.toArray(String[]::new), surrogates));
        return StageModels.applied(model, rows -> imputed(model, surrogates, rows));
    }

    /** The values to learn from, in the order of the rows. */
    private static double[] known(double[] values, int[] training, double missing) {
        double[] known = new double[training.length];
        int count = 0;
        for (int row : training) {
            double value = values[row];
            if (!Double.isNaN(value) && value != missing) {
                known[count++] = value;
            }
        }
        return Arrays.copyOf(known, count);
    }

    private static double surrogate(Imputer stage, double[] known) {
        if (known.length == 0) {
            return Double.NaN;
        }
        return switch (stage.getStrategy()) {
            case "mean" -> sum(known) / known.length;
            case "median" ->
                ApproximateQuantiles.of(
                        known, IntStream.range(0, known.length).toArray(), MEDIAN, stage.getRelativeError())[0];
            default -> mode(known);
        };
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    /** The smallest of the most frequent values; sorts them in place. */
    private static double mode(double[] known) {
        for (int index = 0; index < known.length; index++) {
            known[index] += 0.0; // Spark groups -0.0 with 0.0
        }
        Arrays.sort(known);
        double mode = known[0];
        int most = 0;
        int run = 0;
        for (int index = 0; index < known.length; index++) {
            run = index > 0 && known[index] == known[index - 1] ? run + 1 : 1;
            if (run > most) {
                most = run;
                mode = known[index];
            }
        }
        return mode;
    }

    private static StageTable imputed(ImputerModel model, double[] surrogates, StageTable table) {
        List<String> inputs = StageNames.inputs(model);
        List<String> outputs = StageNames.outputs(model);
        StageTable after = table;
        for (int input = 0; input < surrogates.length; input++) {
            StageColumn.Numbers column = table.numbers(inputs.get(input));
            StructField field =
                    StageColumn.nullable(outputs.get(input), column.field().dataType(), Metadata.empty());
            after = after.with(new StageColumn.Numbers(
                    field, imputed(column, model.getMissingValue(), surrogates[input]), new BitSet()));
        }
        return after;
    }

    private static double[] imputed(StageColumn.Numbers column, double missing, double surrogate) {
        double replacement = cast(surrogate, column.field().dataType());
        boolean isNaNMissing = Double.isNaN(missing);
        double[] values = column.values().clone();
        for (int row = 0; row < values.length; row++) {
            double value = values[row];
            if (value == missing || (Double.isNaN(value) && (isNaNMissing || column.isNull(row)))) {
                values[row] = replacement;
            }
        }
        return values;
    }

    /** As Spark casts a double to the type of the column. */
    private static double cast(double value, DataType type) {
        if (type.equals(DataTypes.FloatType)) {
            return (float) value;
        }
        return type.equals(DataTypes.DoubleType) ? value : (double) (long) value;
    }
}
