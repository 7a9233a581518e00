package dev.hone.worker.train.linear;

import dev.hone.worker.data.TrainingData;
import java.util.List;
import org.apache.spark.ml.Estimator;

/** The columns that an estimator's model adds to a table. MLlib refuses a table that has one of them. */
record OutputColumns(List<String> names, List<String> taken) {
    private static final List<String> PARAMS =
            List.of("predictionCol", "rawPredictionCol", "probabilityCol", "linkPredictionCol");

    private static final List<String> INPUTS = List.of("featuresCol", "labelCol");

    static OutputColumns of(Estimator<?> estimator) {
        return new OutputColumns(
                PARAMS.stream()
                        .map(output -> value(estimator, output))
                        .filter(name -> !name.isEmpty())
                        .toList(),
                INPUTS.stream().map(input -> value(estimator, input)).toList());
    }

    boolean areFreeIn(TrainingData data) {
        return names.stream().noneMatch(name -> taken.contains(name) || data.hasColumn(name))
                && names.stream().distinct().count() == names.size();
    }

    private static String value(Estimator<?> estimator, String param) {
        return estimator.hasParam(param) && estimator.isDefined(estimator.getParam(param))
                ? String.valueOf(estimator.getOrDefault(estimator.getParam(param)))
                : "";
    }
}
