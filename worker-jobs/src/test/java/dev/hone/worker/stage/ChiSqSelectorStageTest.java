package dev.hone.worker.stage;

import java.util.List;
import org.apache.spark.ml.feature.ChiSqSelector;

@SuppressWarnings("deprecation")
class ChiSqSelectorStageTest extends StageContract {

    private static ChiSqSelector selector(String type) {
        return new ChiSqSelector()
                .setFeaturesCol(SelectionRows.FEATURES)
                .setLabelCol(SelectionRows.LABEL)
                .setOutputCol("selected")
                .setSelectorType(type);
    }

    @Override
    List<Case> cases() {
        return List.of(
                Case.of("two features", selector("numTopFeatures").setNumTopFeatures(2), SelectionRows.categorical()),
                Case.of("all features", selector("numTopFeatures"), SelectionRows.categorical()),
                Case.of("half of them", selector("percentile").setPercentile(0.5), SelectionRows.categorical()),
                Case.of("false positives", selector("fpr").setFpr(0.6), SelectionRows.categorical()),
                Case.of("false discoveries", selector("fdr").setFdr(0.7), SelectionRows.categorical()),
                Case.of("family-wise error", selector("fwe").setFwe(0.9), SelectionRows.categorical()),
                Case.of("sparse vectors", selector("numTopFeatures").setNumTopFeatures(3), SelectionRows.sparse()),
                Case.of("distinct values", selector("fpr").setFpr(0.5), SelectionRows.continuous()),
                Case.of("one class", selector("numTopFeatures").setNumTopFeatures(1), SelectionRows.oneClass()),
                Case.of(
                        "input columns with attributes",
                        selector("numTopFeatures").setNumTopFeatures(1),
                        SelectionRows.assembled()));
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("no label", selector("fpr").setLabelCol("other"), SelectionRows.continuous()));
    }
}
