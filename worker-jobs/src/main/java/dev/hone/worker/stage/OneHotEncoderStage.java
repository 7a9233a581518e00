package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Supplier;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.feature.OneHotEncoder;
import org.apache.spark.ml.feature.OneHotEncoderCommon$;
import org.apache.spark.ml.feature.OneHotEncoderModel;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** {@code OneHotEncoder}: sizes out of the attributes of the columns, or the largest index of the training rows. */
final class OneHotEncoderStage implements TaskStage<OneHotEncoder> {
    private static final String KEEP = "keep";

    @Override
    public Class<OneHotEncoder> type() {
        return OneHotEncoder.class;
    }

    @Override
    public boolean covers(OneHotEncoder stage, StructType columns) {
        return StageNames.areInputs(stage, columns, StageNames::isNumber);
    }

    @Override
    public FittedStage fit(OneHotEncoder stage, StageTable table, int[] training) {
        List<String> inputs = StageNames.inputs(stage);
        int[] sizes = new int[inputs.size()];
        for (int input = 0; input < sizes.length; input++) {
            sizes[input] = size(
                    table.numbers(inputs.get(input)), StageNames.outputs(stage).get(input), training);
        }
        OneHotEncoderModel model = StageModels.finished(stage, new OneHotEncoderModel(stage.uid(), sizes));
        return StageModels.applied(model, rows -> encoded(model, rows));
    }

    private static int size(StageColumn.Numbers column, String output, int[] training) {
        StructField field = attempt(
                () -> OneHotEncoderCommon$.MODULE$.transformOutputColumnSchema(column.field(), output, false, false));
        int known = AttributeGroup.fromStructField(field).size();
        return known >= 0 ? known : largest(column, training) + 1;
    }

    private static <T> T attempt(Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (RuntimeException e) {
            throw new StageFailedException(e);
        }
    }

    private static int largest(StageColumn.Numbers column, int[] training) {
        double largest = 0;
        for (int row : training) {
            double value = column.values()[row];
            require(
                    value <= Integer.MAX_VALUE,
                    "OneHotEncoder only supports up to 2147483647 indices, but got ",
                    value);
            require(
                    value >= 0 && value == (int) value,
                    "Values from column " + column.name() + " must be indices, but got ",
                    value);
            largest = Math.max(largest, value);
        }
        return (int) largest;
    }

    private static void require(boolean holds, String rule, double value) {
        if (!holds) {
            throw new StageFailedException(new AssertionError("assertion failed: " + rule + value + "."));
        }
    }

    private static StageTable encoded(OneHotEncoderModel model, StageTable table) {
        StructType after = attempt(() -> model.transformSchema(table.schema()));
        List<String> inputs = StageNames.inputs(model);
        StageTable encoded = table;
        for (int input = 0; input < inputs.size(); input++) {
            String output = StageNames.outputs(model).get(input);
            Encoding encoding = Encoding.of(model, input);
            StageColumn.Numbers column = table.numbers(inputs.get(input));
            encoded = encoded.with(new StageColumn.Vectors(
                    StageColumn.vectors(output, metadata(model, after.apply(output), input)),
                    encoding.encode(column),
                    (BitSet) column.nulls().clone()));
        }
        return encoded;
    }

    private static Metadata metadata(OneHotEncoderModel model, StructField declared, int input) {
        AttributeGroup group = AttributeGroup.fromStructField(declared);
        return group.size() >= 0
                ? group.toMetadata()
                : OneHotEncoderCommon$.MODULE$
                        .createAttrGroupForAttrNames(
                                declared.name(),
                                model.categorySizes()[input],
                                model.getDropLast(),
                                model.getHandleInvalid().equals(KEEP))
                        .toMetadata();
    }

    /**
     * How indices become vectors.
     *
     * @param categories number of valid indices; an invalid one that is kept is the next
     * @param length of the vectors; a larger index has zeros only
     */
    private record Encoding(int categories, int length, boolean isInvalidKept) {

        static Encoding of(OneHotEncoderModel model, int input) {
            int categories = model.categorySizes()[input];
            boolean isKept = model.getHandleInvalid().equals(KEEP);
            int length = categories + (isKept ? 1 : 0) - (model.getDropLast() ? 1 : 0);
            return new Encoding(categories, length, isKept);
        }

        FeatureMatrix encode(StageColumn.Numbers column) {
            int rows = column.numRows();
            int[] starts = new int[rows + 1];
            int[] indices = new int[rows];
            int count = 0;
            for (int row = 0; row < rows; row++) {
                if (!column.isNull(row)) {
                    int index = index(column.values()[row]);
                    if (index < length) {
                        indices[count++] = index;
                    }
                }
                starts[row + 1] = count;
            }
            double[] ones = new double[count];
            Arrays.fill(ones, 1);
            return FeatureMatrix.sparse(length, starts, Arrays.copyOf(indices, count), ones);
        }

        private int index(double value) {
            if (value >= 0 && value < categories) {
                return (int) value;
            }
            if (isInvalidKept) {
                return categories;
            }
            throw StageFailedException.of(
                    value < 0
                            ? "Negative value: " + value
                                    + ". Input can't be negative. To handle invalid values, set Param handleInvalid to keep"
                            : "Unseen value: " + value + ". To handle unseen values, set Param handleInvalid to keep.");
        }
    }
}
