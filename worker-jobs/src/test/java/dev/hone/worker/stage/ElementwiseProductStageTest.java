package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.ElementwiseProduct;
import org.apache.spark.ml.linalg.Vectors;

class ElementwiseProductStageTest extends StageContract {

    private static ElementwiseProduct product(double... factors) {
        return new ElementwiseProduct()
                .setScalingVec(Vectors.dense(factors))
                .setInputCol(VectorRows.INPUT)
                .setOutputCol("product");
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("dense vectors", product(2, -1, 0, 0.1), VectorRows.dense()),
                Case.of("sparse vectors", product(2, -1, 0.3, 0.1), VectorRows.sparse()),
                Case.of("input columns with attributes", product(0.7, 3), VectorRows.assembled()),
                Case.of("missing values", product(0.7, 3), VectorRows.withNaN()),
                Case.of("vectors of another length", product(1, 2, 3), VectorRows.dense()));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(
                Case.of("a column of numbers", product(1).setInputCol("x"), doubles("x", 1.0)),
                Case.of(
                        "no factors",
                        new ElementwiseProduct().setInputCol(VectorRows.INPUT).setOutputCol("product"),
                        VectorRows.dense()));
    }
}
