package dev.hone.worker.train.tree;

import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.tree.DecisionTreeParams;

/** Estimators that differ in all that makes trees stop growing, weaker and stricter limits of each kind mixed. */
final class TreeLimits {
    static final List<String> PARAMS =
            List.of("maxDepth", "minInstancesPerNode", "minWeightFractionPerNode", "minInfoGain");

    private TreeLimits() {}

    static <E extends Estimator<?> & DecisionTreeParams> List<Estimator<?>> of(E estimator) {
        return Stream.of(
                        limited(estimator, 4, 5, 0, 0),
                        limited(estimator, 8, 1, 0, 0),
                        limited(estimator, 2, 1, 0, 0),
                        limited(estimator, 8, 1, 0, 0.02),
                        limited(estimator, 5, 1, 0.08, 0),
                        limited(estimator, 8, 3, 0, 0.01),
                        limited(estimator, 0, 20, 0, 0),
                        limited(estimator, 6, 2, 0.04, 0.005),
                        limited(estimator, 8, 1000, 0, 0),
                        limited(estimator, 3, 1, 0, 1e9),
                        limited(estimator, 7, 5, 0, 0))
                .toList();
    }

    private static Estimator<?> limited(
            Estimator<?> estimator, int maxDepth, int minInstances, double minWeightFraction, double minInfoGain) {
        Estimator<?> copy = estimator.copy(new ParamMap());
        copy.set("maxDepth", maxDepth);
        copy.set("minInstancesPerNode", minInstances);
        copy.set("minWeightFractionPerNode", minWeightFraction);
        copy.set("minInfoGain", minInfoGain);
        return copy;
    }
}
