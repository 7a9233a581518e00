package dev.hone.worker.stage;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.ml.feature.TargetEncoder;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

class TargetEncoderStageTest extends StageContract {

    private static TargetEncoder encoder() {
        return new TargetEncoder().setLabelCol("label").setInputCol("category").setOutputCol("encoded");
    }

    private static Dataset<Row> table(@Nullable Double[] categories, @Nullable Double[] labels) {
        Object[][] values = new Object[categories.length][];
        Arrays.setAll(values, row -> new Object[] {categories[row], labels[row]});
        return rows(new StructType().add("category", DataTypes.DoubleType).add("label", DataTypes.DoubleType), values);
    }

    private static @Nullable Double[] column(@Nullable Double... values) {
        return values;
    }

    /** Places 2, 5, 8 and 11 are not fitted on. */
    private static Dataset<Row> binary() {
        return table(
                column(0.0, 1.0, 1.0, 2.0, 0.0, 2.0, null, 3.0, 0.0, 4.0, 5.0, null, 6.0, -0.0),
                column(1.0, 0.0, 1.0, 1.0, 0.0, 0.0, 1.0, 1.0, null, Double.NaN, 0.0, 0.0, 1.0, 1.0));
    }

    private static Dataset<Row> seen() {
        return table(column(0.0, 1.0, 1.0, 1.0, 0.0, 0.0), column(1.0, 0.0, 1.0, 1.0, 0.0, 0.0));
    }

    private static Dataset<Row> continuous() {
        return table(
                column(0.0, 1.0, 1.0, 2.0, 0.0, 2.0, null, 0.0, 0.0, 10.0, 10.0, null, 7.0, 8.0, 9.0),
                column(0.1, 0.2, 9.0, 1e10, 0.3, -1.0, 3.3, 0.7, null, -1e-7, 5.0, 0.0, 1.1, 2.2, null));
    }

    @Override
    List<Case> cases() {
        TargetEncoder several = new TargetEncoder()
                .setInputCols(new String[] {"a", "b"})
                .setOutputCols(new String[] {"x", "y"})
                .setTargetType("continuous")
                .setHandleInvalid("keep");
        Dataset<Row> ints = rows(
                new StructType()
                        .add("a", DataTypes.IntegerType)
                        .add("b", DataTypes.LongType)
                        .add("label", DataTypes.FloatType),
                new Object[] {1, 0L, 0.1f},
                new Object[] {0, 3L, 2.5f},
                new Object[] {7, 9L, 1f},
                new Object[] {null, 3L, 0.3f},
                new Object[] {1, null, -4f});
        return List.of(
                Case.of("ones and zeros, unseen kept", encoder().setHandleInvalid("keep"), binary()),
                Case.of("smoothed", encoder().setHandleInvalid("keep").setSmoothing(1.5), binary()),
                Case.of("nothing unseen", encoder(), seen()),
                Case.of("means", encoder().setTargetType("continuous").setHandleInvalid("keep"), continuous()),
                Case.of(
                        "smoothed means",
                        encoder()
                                .setTargetType("continuous")
                                .setHandleInvalid("keep")
                                .setSmoothing(10),
                        continuous()),
                Case.of("several columns, other types, default names", several, ints),
                Case.of(
                        "names by default",
                        new TargetEncoder()
                                .setInputCols(new String[] {"a", "b"})
                                .setTargetType("continuous")
                                .setHandleInvalid("keep"),
                        ints),
                Case.of(
                        "unseen null kept",
                        encoder().setHandleInvalid("keep"),
                        table(column(0.0, 1.0, null), column(1.0, 0.0, 1.0))),
                Case.of("one row", encoder(), table(column(0.0), column(1.0))),
                Case.of("null only", encoder(), table(column(null, null, null), column(1.0, 0.0, 1.0))),
                Case.of("constant", encoder().setSmoothing(2), table(column(3.0, 3.0, 3.0), column(1.0, 0.0, 1.0))),
                Case.of("unseen", encoder(), table(column(0.0, 1.0, 5.0), column(1.0, 0.0, 1.0))),
                Case.of("unseen fraction", encoder(), table(column(0.0, 1.0, 0.5), column(1.0, 0.0, 1.0))),
                Case.of("unseen NaN", encoder(), table(column(0.0, 1.0, Double.NaN), column(1.0, 0.0, 1.0))),
                Case.of("unseen null", encoder(), table(column(0.0, 1.0, null), column(1.0, 0.0, 1.0))),
                Case.of("a label that is neither 0 nor 1", encoder(), table(column(0.0, 1.0), column(1.0, 2.0))),
                Case.of("a negative category", encoder(), table(column(0.0, -1.0), column(1.0, 0.0))),
                Case.of("a fraction as a category", encoder(), table(column(0.0, 1.5), column(1.0, 0.0))),
                Case.of("no label", encoder(), table(column(0.0, 1.0), column(null, Double.NaN))),
                Case.of("a model", encoder().fit(seen()), seen()),
                Case.of(
                        "a model with other params",
                        encoder().fit(binary()).setHandleInvalid("keep").setSmoothing(3),
                        binary()));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("text", encoder(), texts("category", "a")));
    }
}
