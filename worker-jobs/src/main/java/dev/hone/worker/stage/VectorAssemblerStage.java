package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.ml.attribute.Attribute;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.attribute.NumericAttribute;
import org.apache.spark.ml.attribute.UnresolvedAttribute$;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DoubleType;
import org.apache.spark.sql.types.StructType;
import scala.Option;

/** {@code VectorAssembler} of numbers, booleans and vectors. */
final class VectorAssemblerStage implements TaskStage<VectorAssembler> {
    private static final String KEEP = "keep";
    private static final String SKIP = "skip";

    @Override
    public Class<VectorAssembler> type() {
        return VectorAssembler.class;
    }

    @Override
    public boolean covers(VectorAssembler stage, StructType columns) {
        return StageNames.areColumns(StageNames.inputs(stage), columns, VectorAssemblerStage::isAssembled);
    }

    private static boolean isAssembled(DataType type) {
        return StageNames.isNumber(type) || StageNames.isVector(type) || type instanceof BooleanType;
    }

    @Override
    public FittedStage fit(VectorAssembler stage, StageTable table, int[] training) {
        return StageModels.applied(stage, rows -> assembled(stage, rows));
    }

    private static StageTable assembled(VectorAssembler stage, StageTable table) {
        requireLengths(stage, table);
        StageTable rows = stage.getHandleInvalid().equals(SKIP) ? valid(inputs(stage, table), table) : table;
        List<StageColumn> inputs = inputs(stage, rows);
        if (stage.getHandleInvalid().equals("error")) {
            requireValid(inputs, rows.numRows());
        }
        FeatureMatrix matrix = new MatrixColumns(nullsAsNaN(inputs)).matrix();
        if (!matrix.isSparse()) {
            withoutNegativeZeros(matrix.values());
        }
        String output = stage.getOutputCol();
        return rows.with(StageColumn.Vectors.of(
                StageColumn.vectors(output, new AttributeGroup(output, attributes(inputs)).toMetadata()), matrix));
    }

    private static List<StageColumn> inputs(VectorAssembler stage, StageTable table) {
        return Arrays.stream(stage.getInputCols()).map(table::column).toList();
    }

    /** Lengths come from the attributes of a column, else from its first row. */
    private static void requireLengths(VectorAssembler stage, StageTable table) {
        List<String> unknown = inputs(stage, table).stream()
                .filter(StageColumn.Vectors.class::isInstance)
                .filter(column -> AttributeGroup.fromStructField(column.field()).size() < 0)
                .map(StageColumn::name)
                .toList();
        if (unknown.isEmpty()) {
            return;
        }
        String names = unknown.stream().map(name -> "[" + name + "]").reduce("", (one, other) -> one + other);
        if (stage.getHandleInvalid().equals(KEEP)) {
            throw new StageFailedException(new RuntimeException(
                    "Can not infer column lengths with handleInvalid = \"keep\". Consider using VectorSizeHint"
                            + " to add metadata for columns: " + names + "."));
        }
        if (table.numRows() == 0
                || unknown.stream().anyMatch(name -> table.column(name).isNull(0))) {
            throw new StageFailedException(new NullPointerException(
                    "Encountered null value while inferring lengths from the first row. Consider using"
                            + " VectorSizeHint to add metadata for columns: " + names + "."));
        }
    }

    private static boolean isInvalid(StageColumn column, int row) {
        return column instanceof StageColumn.Numbers numbers ? Double.isNaN(numbers.values()[row]) : column.isNull(row);
    }

    private static StageTable valid(List<StageColumn> inputs, StageTable table) {
        int[] rows = IntStream.range(0, table.numRows())
                .filter(row -> inputs.stream().noneMatch(column -> isInvalid(column, row)))
                .toArray();
        return rows.length == table.numRows() ? table : table.select(rows);
    }

    private static void requireValid(List<StageColumn> inputs, int rows) {
        int first = rows;
        boolean isNull = false;
        for (StageColumn column : inputs) {
            for (int row = 0; row < first; row++) {
                if (isInvalid(column, row)) {
                    first = row;
                    isNull = column.isNull(row);
                }
            }
        }
        if (first < rows) {
            throw StageFailedException.of(
                    isNull
                            ? "Encountered null while assembling a row with handleInvalid = \"error\". Consider\n"
                                    + "removing nulls from dataset or using handleInvalid = \"keep\" or \"skip\"."
                            : "Encountered NaN while assembling a row with handleInvalid = \"error\". Consider\n"
                                    + "removing NaNs from dataset or using handleInvalid = \"keep\" or \"skip\".");
        }
    }

    /** Numbers have NaN where they are null already. */
    private static List<StageColumn> nullsAsNaN(List<StageColumn> inputs) {
        return inputs.stream()
                .map(column -> column instanceof StageColumn.Vectors vectors
                                && !vectors.nulls().isEmpty()
                        ? nullsAsNaN(vectors)
                        : column)
                .toList();
    }

    private static StageColumn nullsAsNaN(StageColumn.Vectors vectors) {
        FeatureMatrix.Dense copy = MatrixRows.dense(vectors.matrix());
        int width = vectors.length();
        vectors.nulls().stream().forEach(row -> Arrays.fill(copy.values(), row * width, (row + 1) * width, Double.NaN));
        return StageColumn.Vectors.of(vectors.field(), copy);
    }

    private static void withoutNegativeZeros(double[] values) {
        for (int index = 0; index < values.length; index++) {
            if (values[index] == 0 && Double.doubleToRawLongBits(values[index]) != 0) { // a shared matrix has none
                values[index] = 0;
            }
        }
    }

    private static Attribute[] attributes(List<StageColumn> inputs) {
        List<Attribute> attributes = new ArrayList<>();
        for (StageColumn column : inputs) {
            if (column instanceof StageColumn.Vectors vectors) {
                addAttributes(vectors, attributes);
            } else {
                attributes.add(attribute(column));
            }
        }
        return attributes.toArray(Attribute[]::new);
    }

    private static Attribute attribute(StageColumn column) {
        Attribute known = column.field().dataType() instanceof DoubleType
                ? Attribute.fromStructField(column.field())
                : UnresolvedAttribute$.MODULE$;
        return known.equals(UnresolvedAttribute$.MODULE$)
                ? NumericAttribute.defaultAttr().withName(column.name())
                : known.withName(column.name());
    }

    private static void addAttributes(StageColumn.Vectors column, List<Attribute> attributes) {
        Option<Attribute[]> known =
                AttributeGroup.fromStructField(column.field()).attributes();
        for (int index = 0; index < column.length(); index++) {
            String prefix = column.name() + "_";
            if (known.isDefined()) {
                Attribute attribute = known.get()[index];
                Option<String> name = attribute.name();
                attributes.add(attribute.withName(prefix + (name.isDefined() ? name.get() : index)));
            } else {
                attributes.add(NumericAttribute.defaultAttr().withName(prefix + index));
            }
        }
    }
}
