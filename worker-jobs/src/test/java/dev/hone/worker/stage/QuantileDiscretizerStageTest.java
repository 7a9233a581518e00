package dev.hone.worker.stage;

import java.util.List;
import java.util.Random;
import org.apache.spark.ml.feature.QuantileDiscretizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

class QuantileDiscretizerStageTest extends StageContract {

    private static QuantileDiscretizer discretizer() {
        return new QuantileDiscretizer().setInputCol("x").setOutputCol("bucket").setNumBuckets(4);
    }

    private static QuantileDiscretizer ofBoth() {
        return new QuantileDiscretizer()
                .setInputCols(new String[] {"x", "n"})
                .setOutputCols(new String[] {"p", "q"})
                .setHandleInvalid("keep");
    }

    private static Dataset<Row> random(int rows) {
        Random random = new Random(3);
        return doubles(
                "x", random.doubles(rows).map(value -> value * value).boxed().toArray(Double[]::new));
    }

    private static Dataset<Row> twoColumns() {
        return rows(
                new StructType().add("x", DataTypes.DoubleType).add("n", DataTypes.LongType),
                new Object[] {1.0, 5L},
                new Object[] {Double.NaN, 3L},
                new Object[] {2.0, null},
                new Object[] {null, 1L},
                new Object[] {7.0, 4L},
                new Object[] {-2.0, 6L},
                new Object[] {-0.0, 2L},
                new Object[] {0.0, 9L});
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("quartiles", discretizer(), random(300)),
                Case.of("a rough sketch", discretizer().setNumBuckets(10).setRelativeError(0.07), random(3000)),
                Case.of("exact", discretizer().setNumBuckets(7).setRelativeError(0), random(500)),
                Case.of("few distinct values", discretizer(), doubles("x", 1.0, 1.0, 1.0, 2.0, 1.0, 3.0)),
                Case.of("missing values are an error", discretizer(), doubles("x", 1.0, 2.0, Double.NaN, 3.0)),
                Case.of(
                        "missing values are skipped",
                        discretizer().setHandleInvalid("skip"),
                        doubles("x", 1.0, null, Double.NaN, 2.0, 3.0, 5.0, 0.5)),
                Case.of("two columns", ofBoth().setNumBuckets(3), twoColumns()),
                Case.of("two columns, each its buckets", ofBoth().setNumBucketsArray(new int[] {2, 5}), twoColumns()),
                Case.of("nothing to learn from", discretizer(), doubles("x", null, Double.NaN, 1.0)),
                Case.of("a constant", discretizer(), doubles("x", 2.0, 2.0, 2.0)),
                Case.of("one row", discretizer(), doubles("x", 2.0)));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("a column of text", discretizer().setInputCol("t"), texts("t", "1")));
    }
}
