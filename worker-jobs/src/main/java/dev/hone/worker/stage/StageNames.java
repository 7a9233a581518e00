package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.linalg.VectorUDT;
import org.apache.spark.ml.param.Params;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/** The columns that a stage names, for stages that take one by {@code inputCol} or several by {@code inputCols}. */
final class StageNames {
    private StageNames() {}

    static List<String> inputs(PipelineStage stage) {
        return names(stage, "inputCols", "inputCol");
    }

    static List<String> outputs(PipelineStage stage) {
        return names(stage, "outputCols", "outputCol");
    }

    private static List<String> names(Params stage, String several, String one) {
        if (stage.hasParam(several) && stage.isSet(stage.getParam(several))) {
            return List.of((String[]) stage.getOrDefault(stage.getParam(several)));
        }
        return stage.hasParam(one) && stage.isDefined(stage.getParam(one))
                ? List.of((String) stage.getOrDefault(stage.getParam(one)))
                : List.of();
    }

    /** Whether the stage has as many outputs as inputs, all inputs being columns of a type that can be in memory. */
    static boolean areInputs(PipelineStage stage, StructType columns, Predicate<DataType> type) {
        return inputs(stage).size() == outputs(stage).size() && areColumns(inputs(stage), columns, type);
    }

    /** Whether these are at least one column, each of a type, found whether or not Spark heeds case and reads dots as syntax. */
    static boolean areColumns(List<String> names, StructType columns, Predicate<DataType> type) {
        return !names.isEmpty() && names.stream().allMatch(name -> isColumn(name, columns, type));
    }

    private static boolean isColumn(String name, StructType columns, Predicate<DataType> type) {
        List<StructField> alike = Arrays.stream(columns.fields())
                .filter(field -> field.name().equalsIgnoreCase(name))
                .toList();
        return alike.size() == 1
                && alike.get(0).name().equals(name)
                && !name.contains(".")
                && !name.contains("`")
                && StageColumn.takes(alike.get(0).dataType())
                && type.test(alike.get(0).dataType());
    }

    static boolean isNumber(DataType type) {
        return type instanceof NumericType;
    }

    static boolean isVector(DataType type) {
        return type instanceof VectorUDT;
    }
}
