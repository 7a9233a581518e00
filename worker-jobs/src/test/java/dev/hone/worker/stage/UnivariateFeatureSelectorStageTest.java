package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.UnivariateFeatureSelector;

class UnivariateFeatureSelectorStageTest extends StageContract {

    private static UnivariateFeatureSelector selector(String features, String label) {
        return new UnivariateFeatureSelector()
                .setFeaturesCol(SelectionRows.FEATURES)
                .setLabelCol(SelectionRows.LABEL)
                .setOutputCol("selected")
                .setFeatureType(features)
                .setLabelType(label);
    }

    private static UnivariateFeatureSelector anova(String mode, double threshold) {
        return selector("continuous", "categorical").setSelectionMode(mode).setSelectionThreshold(threshold);
    }

    private static UnivariateFeatureSelector correlation(String mode, double threshold) {
        return selector("continuous", "continuous").setSelectionMode(mode).setSelectionThreshold(threshold);
    }

    @Override
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String mode : List.of("fpr", "fdr", "fwe", "percentile")) {
            cases.add(Case.of("ANOVA by " + mode, anova(mode, 0.3), SelectionRows.continuous()));
            cases.add(Case.of("correlation by " + mode, correlation(mode, 0.3), SelectionRows.continuous()));
        }
        cases.add(Case.of("ANOVA, three features", anova("numTopFeatures", 3), SelectionRows.continuous()));
        cases.add(Case.of("ANOVA of six classes", anova("numTopFeatures", 4), SelectionRows.sixClasses()));
        cases.add(Case.of("ANOVA of sparse vectors", anova("fdr", 0.5), SelectionRows.sparse()));
        cases.add(Case.of("correlation, three features", correlation("numTopFeatures", 3), SelectionRows.continuous()));
        cases.add(Case.of("correlation of sparse vectors", correlation("fpr", 0.4), SelectionRows.sparse()));
        cases.add(Case.of(
                "chi-square",
                selector("categorical", "categorical").setSelectionThreshold(2),
                SelectionRows.categorical()));
        cases.add(Case.of("defaults", selector("continuous", "categorical"), SelectionRows.continuous()));
        cases.add(Case.of(
                "default percentile",
                selector("continuous", "categorical").setSelectionMode("percentile"),
                SelectionRows.continuous()));
        cases.add(Case.of("none is taken", anova("fpr", 0), SelectionRows.continuous()));
        cases.add(Case.of("one class", anova("fpr", 0.1), SelectionRows.oneClass()));
        cases.add(Case.of("two rows", correlation("fpr", 0.1), SelectionRows.twoRows()));
        return cases;
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(
                Case.of("no types", new UnivariateFeatureSelector(), SelectionRows.continuous()),
                Case.of(
                        "categories and a continuous label",
                        selector("categorical", "continuous"),
                        SelectionRows.continuous()),
                Case.of(
                        "no label",
                        selector("continuous", "categorical").setLabelCol("other"),
                        SelectionRows.continuous()));
    }
}
