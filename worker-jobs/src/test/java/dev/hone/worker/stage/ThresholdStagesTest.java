package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.Binarizer;
import org.apache.spark.ml.feature.Bucketizer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

class ThresholdStagesTest extends StageContract {
    private static final double[] SPLITS = {-1, 0, 2.5, 4};

    private static Binarizer binarizer() {
        return new Binarizer("binarizer").setInputCol("x").setOutputCol("y").setThreshold(1.5);
    }

    private static Bucketizer bucketizer(String handleInvalid) {
        return new Bucketizer("bucketizer")
                .setInputCol("x")
                .setOutputCol("y")
                .setSplits(SPLITS)
                .setHandleInvalid(handleInvalid);
    }

    private static Dataset<Row> two() {
        return rows(
                new StructType().add("x", DataTypes.DoubleType).add("z", DataTypes.IntegerType),
                new Object[] {1.0, 3},
                new Object[] {2.0, null},
                new Object[] {Double.NaN, 0},
                new Object[] {3.0, 1});
    }

    @Override
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        Dataset<Row> missing = doubles("x", 1.5, null, Double.NaN, 2.0, -0.0);
        cases.add(Case.of("Binarizer", binarizer(), missing));
        cases.add(Case.of(
                "Binarizer of several columns",
                new Binarizer("binarizer")
                        .setInputCols(new String[] {"x", "z"})
                        .setOutputCols(new String[] {"a", "b"})
                        .setThresholds(new double[] {1.5, 0}),
                two()));
        for (String rule : List.of("error", "skip", "keep")) {
            cases.add(Case.of(
                    "Bucketizer, " + rule, bucketizer(rule), doubles("x", -1.0, -0.5, 0.0, -0.0, 2.5, 4.0, 3.0)));
            cases.add(Case.of("Bucketizer of missing values, " + rule, bucketizer(rule), missing));
            cases.add(Case.of("Bucketizer of nulls, " + rule, bucketizer(rule), doubles("x", 1.0, null)));
            cases.add(Case.of("Bucketizer of a value out of range, " + rule, bucketizer(rule), doubles("x", 5.0)));
            cases.add(Case.of(
                    "Bucketizer of several columns, " + rule,
                    new Bucketizer("bucketizer")
                            .setInputCols(new String[] {"x", "z"})
                            .setOutputCols(new String[] {"a", "b"})
                            .setSplitsArray(new double[][] {SPLITS, {0, 1, 5}})
                            .setHandleInvalid(rule),
                    two()));
        }
        return cases;
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("Binarizer of vectors", binarizer(), VectorCases.dense()));
    }
}
