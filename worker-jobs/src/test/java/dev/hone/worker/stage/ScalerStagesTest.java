package dev.hone.worker.stage;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.feature.MaxAbsScaler;
import org.apache.spark.ml.feature.MinMaxScaler;
import org.apache.spark.ml.feature.Normalizer;

class ScalerStagesTest extends StageContract {
    private static MinMaxScaler minMax() {
        return new MinMaxScaler("scaler").setInputCol("x").setOutputCol("y");
    }

    private static Normalizer normalizer(double p) {
        return new Normalizer("normalizer").setInputCol("x").setOutputCol("y").setP(p);
    }

    @Override
    List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        cases.addAll(VectorCases.of("MinMaxScaler", minMax()));
        cases.addAll(VectorCases.of(
                "MinMaxScaler to another range", minMax().setMin(-2).setMax(0.5)));
        cases.addAll(VectorCases.of(
                "MaxAbsScaler", new MaxAbsScaler("scaler").setInputCol("x").setOutputCol("y")));
        for (double p : new double[] {1, 2, 3, Double.POSITIVE_INFINITY}) {
            cases.addAll(VectorCases.of("Normalizer, p " + p, normalizer(p)));
        }
        return cases;
    }

    @Override
    List<Case> leftToSpark() {
        return List.of(Case.of("numbers", minMax(), doubles("x", 1.0, 2.0)));
    }
}
