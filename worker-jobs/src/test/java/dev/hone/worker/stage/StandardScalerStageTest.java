package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.StandardScaler;

class StandardScalerStageTest extends StageContract {
    private static StandardScaler scaler(boolean withMean, boolean withStd) {
        return new StandardScaler("scaler")
                .setInputCol("x")
                .setOutputCol("y")
                .setWithMean(withMean)
                .setWithStd(withStd);
    }

    @Override
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(VectorCases.of("mean and std", scaler(true, true)));
        cases.addAll(VectorCases.of("mean", scaler(true, false)));
        cases.addAll(VectorCases.of("std", scaler(false, true)));
        cases.addAll(VectorCases.of("neither", scaler(false, false)));
        return cases;
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("numbers", scaler(true, true), doubles("x", 1.0, 2.0)));
    }
}
