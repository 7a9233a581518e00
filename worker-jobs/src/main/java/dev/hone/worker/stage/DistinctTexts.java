package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.function.DoubleFunction;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** A column as text: numbers as Spark casts them, each distinct one once. */
final class DistinctTexts {
    private DistinctTexts() {}

    /** Text as it is, or the text of numbers; that of NaN is {@code NaN}. */
    static StageColumn.Texts of(StageColumn column) {
        return column instanceof StageColumn.Texts texts ? texts : of((StageColumn.Numbers) column);
    }

    private static StageColumn.Texts of(StageColumn.Numbers column) {
        double[] distinct = distinct(column.values());
        DoubleFunction<String> text = text(column.field().dataType());
        int[] codes = new int[column.numRows()];
        for (int row = 0; row < codes.length; row++) {
            codes[row] =
                    column.isNull(row) ? StageColumn.Texts.NULL : Arrays.binarySearch(distinct, column.values()[row]);
        }
        return new StageColumn.Texts(
                column.field(), codes, Arrays.stream(distinct).mapToObj(text).toArray(String[]::new));
    }

    /** By {@code Double.compare}, which tells -0.0 from 0.0 as their texts do. */
    private static double[] distinct(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int count = 0;
        for (int index = 0; index < sorted.length; index++) {
            if (index == 0 || Double.compare(sorted[index], sorted[count - 1]) != 0) {
                sorted[count++] = sorted[index];
            }
        }
        return Arrays.copyOf(sorted, count);
    }

    private static DoubleFunction<String> text(DataType type) {
        if (type.equals(DataTypes.DoubleType)) {
            return Double::toString;
        }
        return type.equals(DataTypes.FloatType)
                ? value -> Float.toString((float) value)
                : value -> Long.toString((long) value);
    }
}
