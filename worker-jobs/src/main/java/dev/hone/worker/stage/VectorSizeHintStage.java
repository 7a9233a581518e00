package dev.hone.worker.stage;

import java.util.BitSet;
import java.util.stream.IntStream;
import org.apache.spark.QueryContext;
import org.apache.spark.SparkRuntimeException;
import org.apache.spark.ml.attribute.AttributeGroup;
import org.apache.spark.ml.feature.VectorSizeHint;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import scala.collection.immutable.Map;

/** {@code VectorSizeHint}: the length of vectors as an attribute of their column, and rows of other lengths. */
final class VectorSizeHintStage implements TaskStage<VectorSizeHint> {
    private static final String OPTIMISTIC = "optimistic";

    @Override
    public Class<VectorSizeHint> type() {
        return VectorSizeHint.class;
    }

    @Override
    public boolean covers(VectorSizeHint stage, StructType columns) {
        return stage.isDefined(stage.size())
                && StageNames.areColumns(StageNames.inputs(stage), columns, StageNames::isVector);
    }

    @Override
    public FittedStage fit(VectorSizeHint stage, StageTable table, int[] training) {
        return StageModels.applied(stage, rows -> hinted(stage, rows));
    }

    private static StageTable hinted(VectorSizeHint stage, StageTable table) {
        StageColumn.Vectors column = table.vectors(stage.getInputCol());
        StructField field = StageModels.output(stage, table, stage.getInputCol());
        boolean isKnown = AttributeGroup.fromStructField(column.field()).size() == stage.getSize();
        return switch (stage.getHandleInvalid()) {
            case OPTIMISTIC -> isKnown ? table : table.with(column.as(field));
            case "skip" -> valid(column, stage.getSize(), table.with(column.as(field)));
            default -> {
                requireValid(column, stage.getSize());
                yield table.with(column.as(field));
            }
        };
    }

    /** All vectors in memory have one length. */
    private static StageTable valid(StageColumn.Vectors column, int size, StageTable table) {
        if (column.length() != size) {
            return table.select(new int[0]);
        }
        BitSet nulls = column.nulls();
        return nulls.isEmpty()
                ? table
                : table.select(IntStream.range(0, table.numRows())
                        .filter(row -> !nulls.get(row))
                        .toArray());
    }

    private static void requireValid(StageColumn.Vectors column, int size) {
        boolean hasOtherLength = column.length() != size && column.nulls().nextClearBit(0) < column.numRows();
        if (hasOtherLength && !column.isNull(0)) {
            throw raised("VectorSizeHint Expecting a vector of size " + size + " but got " + column.length());
        }
        if (!column.nulls().isEmpty()) {
            throw raised("Got null vector in VectorSizeHint, set `handleInvalid` to 'skip' to filter invalid rows.");
        }
    }

    /** As SQL's {@code raise_error} does. */
    private static StageFailedException raised(String message) {
        return new StageFailedException(new SparkRuntimeException(
                "USER_RAISED_EXCEPTION", new Map.Map1<>("errorMessage", message), null, new QueryContext[0], ""));
    }
}
