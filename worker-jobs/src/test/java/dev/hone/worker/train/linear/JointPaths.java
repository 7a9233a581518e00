package dev.hone.worker.train.linear;

import dev.hone.worker.train.ContractLabels;
import dev.hone.worker.train.TrainerContract.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;

/** Estimators that differ in all that linear models which are trained together may differ in. */
final class JointPaths {
    private static final List<Map<String, Object>> VALUES = List.of(
            Map.of("regParam", 0.02),
            Map.of("regParam", 0.0),
            Map.of("regParam", 0.5, "elasticNetParam", 0.5),
            Map.of("regParam", 0.02, "maxIter", 3),
            Map.of("regParam", 0.02, "elasticNetParam", 1.0, "maxIter", 30),
            Map.of("regParam", 0.1, "tol", 1e-2),
            Map.of("regParam", 0.02, "maxIter", 0),
            Map.of("regParam", 10.0));

    private JointPaths() {}

    /** Those of an estimator, which keeps its other params. */
    static Path of(ContractLabels labels, Estimator<?> estimator) {
        List<String> params = Stream.of("regParam", "elasticNetParam", "maxIter", "tol")
                .filter(estimator::hasParam)
                .toList();
        List<Estimator<?>> estimators = new ArrayList<>();
        for (Map<String, Object> values : VALUES) {
            ParamMap own = new ParamMap();
            values.keySet().stream()
                    .filter(params::contains)
                    .forEach(param -> own.put(estimator.getParam(param), values.get(param)));
            estimators.add(estimator.copy(own));
        }
        return new Path(params, labels, estimators);
    }
}
