package dev.hone.worker.stage;

import java.util.List;
import java.util.Random;
import org.apache.spark.ml.feature.RobustScaler;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

class RobustScalerStageTest extends StageContract {

    private static RobustScaler scaler() {
        return new RobustScaler().setInputCol(VectorRows.INPUT).setOutputCol("scaled");
    }

    private static Dataset<Row> random(int rows, int length) {
        Random random = new Random(rows);
        double[][] values = new double[rows][];
        for (int row = 0; row < rows; row++) {
            values[row] = random.doubles(length).toArray();
        }
        return VectorRows.of(values);
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("quartiles", scaler(), VectorRows.dense()),
                Case.of("centered", scaler().setWithCentering(true), VectorRows.dense()),
                Case.of("centered alone", scaler().setWithCentering(true).setWithScaling(false), VectorRows.dense()),
                Case.of("neither", scaler().setWithScaling(false), VectorRows.dense()),
                Case.of("other quantiles", scaler().setLower(0.1).setUpper(0.8), random(400, 3)),
                Case.of("a rough sketch", scaler().setRelativeError(0.1), random(2000, 2)),
                Case.of("sparse vectors", scaler(), VectorRows.sparse()),
                Case.of("sparse vectors centered", scaler().setWithCentering(true), VectorRows.sparse()),
                Case.of("input columns with attributes", scaler(), VectorRows.assembled()),
                Case.of("missing values", scaler(), VectorRows.withNaN()),
                Case.of("missing values alone", scaler(), VectorRows.of(new double[] {Double.NaN}, new double[1])),
                Case.of("one row", scaler(), VectorRows.oneRow()),
                Case.of("many features", scaler(), random(4, 1001)));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("a column of numbers", scaler().setInputCol("x"), doubles("x", 1.0)));
    }
}
