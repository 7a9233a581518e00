package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.VarianceThresholdSelector;

class VarianceThresholdSelectorStageTest extends StageContract {

    private static VarianceThresholdSelector selector(double threshold) {
        return new VarianceThresholdSelector()
                .setFeaturesCol(VectorRows.INPUT)
                .setOutputCol("selected")
                .setVarianceThreshold(threshold);
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("no constant", selector(0), VectorRows.dense()),
                Case.of("above a threshold", selector(20), VectorRows.dense()),
                Case.of("sparse vectors", selector(1), VectorRows.sparse()),
                Case.of("input columns with attributes", selector(100), VectorRows.assembled()),
                Case.of("none left", selector(1e12), VectorRows.dense()),
                Case.of("missing values", selector(0), VectorRows.withNaN()),
                Case.of("one row", selector(0), VectorRows.oneRow()));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(
                Case.of("a column of numbers", selector(0).setFeaturesCol("x"), doubles("x", 1.0)),
                Case.of("no such column", selector(0).setFeaturesCol("other"), VectorRows.dense()));
    }
}
