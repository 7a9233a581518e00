package dev.hone.worker.train;

import dev.hone.worker.data.TrainingData;
import java.util.List;
import org.apache.spark.ml.Estimator;

/**
 * The columns that an estimator's model adds to a table. MLlib refuses a table that has one of them.
 *
 * @param names the columns that are added
 * @param taken the columns that the estimator reads
 */
public record OutputColumns(List<String> names, List<String> taken) {
    private static final List<String> OUTPUTS = List.of(
            "predictionCol", "rawPredictionCol", "probabilityCol", "linkPredictionCol", "leafCol", "varianceCol");

    /** Why a fast trainer leaves a table with such columns to MLlib. */
    public static final String NOT_FREE = "an output column is in the table already";

    private static final List<String> INPUTS = List.of("featuresCol", "labelCol", "weightCol");

    public OutputColumns {
        names = List.copyOf(names);
        taken = List.copyOf(taken);
    }

    /** Those of an estimator with its present params. */
    public static OutputColumns of(Estimator<?> estimator) {
        return new OutputColumns(named(estimator, OUTPUTS), named(estimator, INPUTS));
    }

    private static List<String> named(Estimator<?> estimator, List<String> params) {
        return params.stream()
                .map(param -> value(estimator, param))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Whether the table has none of them and no two are the same. */
    public boolean areFreeIn(TrainingData data) {
        return names.stream().noneMatch(name -> taken.contains(name) || data.hasColumn(name))
                && names.stream().distinct().count() == names.size();
    }

    private static String value(Estimator<?> estimator, String param) {
        return estimator.hasParam(param) && estimator.isDefined(estimator.getParam(param))
                ? String.valueOf(estimator.getOrDefault(estimator.getParam(param)))
                : "";
    }
}
