package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.FeatureHasher;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

class FeatureHasherStageTest extends StageContract {
    private static final String[] ALL = {"real", "truth", "count", "text", "float", "long", "second"};

    private static FeatureHasher hasher(String... inputs) {
        return new FeatureHasher().setInputCols(inputs).setOutputCol("features");
    }

    private static Dataset<Row> table() {
        return rows(
                new StructType()
                        .add("real", DataTypes.DoubleType)
                        .add("truth", DataTypes.BooleanType)
                        .add("count", DataTypes.IntegerType)
                        .add("text", DataTypes.StringType)
                        .add("float", DataTypes.FloatType)
                        .add("long", DataTypes.LongType)
                        .add("second", DataTypes.DoubleType),
                new Object[] {2.5, true, 1, "foo", 0.1f, 7L, 1e10},
                new Object[] {0.0, false, 2, "", 1.5f, -7L, 0.1},
                new Object[] {null, null, null, null, null, null, null},
                new Object[] {-1e-5, true, 1, "bär", Float.NaN, 0L, 0.2},
                new Object[] {Double.NaN, false, 3, "foo", 3e9f, 7L, 0.3});
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("every type of column", hasher(ALL), table()),
                Case.of("numbers only", hasher("second", "real"), table()),
                Case.of("categories only", hasher("truth", "text"), table()),
                Case.of(
                        "numbers as categories",
                        hasher(ALL).setCategoricalCols(new String[] {"real", "count", "float", "long", "none"}),
                        table()),
                Case.of("columns that share features", hasher(ALL).setNumFeatures(3), table()),
                Case.of("all in one feature", hasher(ALL).setNumFeatures(1), table()),
                Case.of(
                        "all in one feature, numbers as categories",
                        hasher(ALL).setNumFeatures(1).setCategoricalCols(new String[] {"count", "text"}),
                        table()),
                Case.of("one row", hasher(ALL), table().limit(1)));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(
                Case.of("a column that comes twice", hasher("text", "real", "text"), table()),
                Case.of("arrays", hasher("words"), tokens("words", row("a"))),
                Case.of(
                        "decimals",
                        hasher("price"),
                        rows(
                                column("price", DataTypes.createDecimalType(10, 2)),
                                new Object[] {new java.math.BigDecimal("1.50")})));
    }
}
