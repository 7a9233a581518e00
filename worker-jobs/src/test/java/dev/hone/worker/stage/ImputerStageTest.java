package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.Imputer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

class ImputerStageTest extends StageContract {
    private static final Double NAN = Double.NaN;

    private static Imputer imputer(String strategy) {
        return new Imputer("imputer").setInputCol("x").setOutputCol("y").setStrategy(strategy);
    }

    private static Dataset<Row> values() {
        return doubles("x", 1.5, null, 2.25, NAN, 2.25, -1.0, 7.125, -1.0, null, 0.1, 0.2, NAN, 0.3);
    }

    private static Dataset<Row> several() {
        StructType schema = new StructType()
                .add("whole", DataTypes.IntegerType)
                .add("long", DataTypes.LongType)
                .add("float", DataTypes.FloatType);
        return rows(
                schema,
                new Object[] {3, 5L, 0.1f},
                new Object[] {null, null, Float.NaN},
                new Object[] {4, 8L, null},
                new Object[] {-1, 8L, 0.7f},
                new Object[] {9, -1L, -1f},
                new Object[] {null, 2L, 0.2f});
    }

    @Override
    List<Case> cases() {
        Imputer columns = new Imputer("imputer")
                .setInputCols(new String[] {"whole", "long", "float"})
                .setOutputCols(new String[] {"a", "b", "c"});
        return List.of(
                Case.of("mean", imputer("mean"), values()),
                Case.of("median", imputer("median"), values()),
                Case.of("mode", imputer("mode"), values()),
                Case.of("a number stands for what is missing", imputer("mean").setMissingValue(-1), values()),
                Case.of("coarse median", imputer("median").setRelativeError(0.4), values()),
                Case.of("other numbers than doubles", columns, several()),
                Case.of(
                        "median of other numbers, one of which is missing",
                        columns.copy(org.apache.spark.ml.param.ParamMap.empty())
                                .setStrategy("median")
                                .setMissingValue(-1),
                        several()),
                Case.of("in place of the input", imputer("mean").setOutputCol("x"), values()),
                Case.of("constant column", imputer("median"), doubles("x", 2.0, 2.0, null, 2.0)),
                Case.of("zeros of both signs", imputer("mode"), doubles("x", -0.0, 0.0, 1.0, 1.0, -0.0)),
                Case.of("one row", imputer("mean"), doubles("x", 4.5)),
                Case.of("nothing known", imputer("mean"), doubles("x", null, NAN, 3.0)),
                Case.of("nothing known for a median", imputer("median"), doubles("x", null, NAN, 3.0)));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(
                Case.of("column of another name", imputer("mean").setInputCol("X"), values()),
                Case.of("column with a dot", imputer("mean").setInputCol("a.b"), doubles("a.b", 1.0)));
    }
}
