package dev.hone.worker.stage;

import java.util.List;
import java.util.Random;
import org.apache.spark.ml.feature.DCT;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

class DctStageTest extends StageContract {

    private static DCT transform() {
        return new DCT().setInputCol(VectorRows.INPUT).setOutputCol("frequencies");
    }

    private static Dataset<Row> random(int length) {
        Random random = new Random(length);
        double[][] rows = new double[5][];
        for (int row = 0; row < rows.length; row++) {
            rows[row] = random.doubles(length).toArray();
        }
        return VectorRows.of(rows);
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("length 4", transform(), VectorRows.dense()),
                Case.of("inverse", transform().setInverse(true), VectorRows.dense()),
                Case.of("sparse vectors", transform(), VectorRows.sparse()),
                Case.of("a length that is not a power of two", transform(), random(23)),
                Case.of("the inverse of it", transform().setInverse(true), random(23)),
                Case.of("length 64", transform(), random(64)),
                Case.of("length 1", transform(), random(1)),
                Case.of("input columns with attributes", transform(), VectorRows.assembled()));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("a column of numbers", transform().setInputCol("x"), doubles("x", 1.0)));
    }
}
