package dev.hone.worker.train.tree;

import dev.hone.worker.data.TrainingData;
import java.util.List;
import org.apache.spark.ml.Estimator;

/** The columns that an estimator's model adds to a table. MLlib refuses a table that has one of them. */
record OutputColumns(List<String> names, List<String> taken) {
    private static final List<String> OUTPUTS =
            List.of("predictionCol", "rawPredictionCol", "probabilityCol", "leafCol", "varianceCol");

    private static final List<String> INPUTS = List.of("featuresCol", "labelCol", "weightCol");

    static OutputColumns of(Estimator<?> estimator) {
        return new OutputColumns(named(estimator, OUTPUTS), named(estimator, INPUTS));
    }

    private static List<String> named(Estimator<?> estimator, List<String> params) {
        return params.stream()
                .filter(param -> estimator.hasParam(param) && estimator.isDefined(estimator.getParam(param)))
                .map(param -> String.valueOf(estimator.getOrDefault(estimator.getParam(param))))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    boolean areFreeIn(TrainingData data) {
        return names.stream().noneMatch(name -> taken.contains(name) || data.hasColumn(name))
                && names.stream().distinct().count() == names.size();
    }
}
