package dev.hone.worker.stage;

import dev.hone.worker.data.FeatureNames;
import dev.hone.worker.data.TrainingData;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.types.StructField;

/** Makes features out of the columns that stages leave: numbers and booleans first, then vectors. */
final class FeatureColumns {
    private FeatureColumns() {}

    /**
     * Features and further columns, without labels.
     *
     * @param features names of columns of numbers, booleans and vectors
     * @param further names of columns of numbers
     * @throws StageFailedException if a value is missing or not finite, or there are no rows
     */
    static TrainingData.Builder read(StageTable table, List<String> features, List<String> further) {
        List<StageColumn> columns = numbersFirst(table, features);
        if (columns.size() != features.size() || columns.isEmpty() || table.numRows() == 0) {
            throw StageFailedException.of(
                    "Features must be numbers, booleans or vectors of at least one row (features: "
                            + String.join(", ", features) + ", rows: " + table.numRows() + ")");
        }
        columns.forEach(FeatureColumns::requireFinite);
        TrainingData.Builder data = TrainingData.builder(new MatrixColumns(columns).matrix());
        names(columns).describe(data);
        further.forEach(name -> data.column(name, finite(table.numbers(name))));
        return data;
    }

    private static List<StageColumn> numbersFirst(StageTable table, List<String> features) {
        List<StageColumn> columns = new ArrayList<>();
        for (Class<?> kind : List.of(StageColumn.Numbers.class, StageColumn.Vectors.class)) {
            features.stream().map(table::column).filter(kind::isInstance).forEach(columns::add);
        }
        return columns;
    }

    private static FeatureNames names(List<StageColumn> columns) {
        FeatureNames names = new FeatureNames();
        for (StageColumn column : columns) {
            StructField field = column.field();
            if (column instanceof StageColumn.Numbers) {
                names.addNumber(field);
            } else if (columns.size() == 1) {
                names.addSoleVector(field);
            } else {
                names.addVector(field, MatrixColumns.width(column));
            }
        }
        return names;
    }

    /** The values of a column, all of which must be finite. */
    static double[] finite(StageColumn.Numbers column) {
        requireFinite(column);
        return column.values();
    }

    private static void requireFinite(StageColumn column) {
        boolean isFinite =
                !(column instanceof StageColumn.Vectors) || column.nulls().isEmpty();
        for (double value : MatrixColumns.values(column)) {
            isFinite &= Double.isFinite(value);
        }
        if (!isFinite) {
            throw StageFailedException.of("Column '" + column.name() + "': every value must be finite");
        }
    }
}
