package dev.hone.driver.execute.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;

/**
 * The columns by which Spark's {@code fit} learns from a study's rows.
 *
 * @param features vectors; empty if no learner of the study takes any
 * @param label a double: the class, with metadata that tell how many there are, or the quantity; empty for learners without
 *     label
 * @param weight a double; empty where all rows weigh the same
 */
public record LearnerColumns(Optional<String> features, Optional<String> label, Optional<String> weight) {

    /** For rows that no learner is fitted on by Spark. */
    public static final LearnerColumns NONE = new LearnerColumns(Optional.empty(), Optional.empty(), Optional.empty());

    /** All of them. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        features.ifPresent(names::add);
        label.ifPresent(names::add);
        weight.ifPresent(names::add);
        return names;
    }

    /** Names them to an estimator, in place; the label is the rating of ALS. */
    public Estimator<?> nameTo(Estimator<?> estimator) {
        features.ifPresent(column -> set(estimator, "featuresCol", column));
        label.ifPresent(column -> {
            set(estimator, "labelCol", column);
            set(estimator, "ratingCol", column);
        });
        weight.ifPresent(column -> set(estimator, "weightCol", column));
        return estimator;
    }

    @SuppressWarnings("unchecked")
    private static void set(Estimator<?> estimator, String param, String column) {
        if (estimator.hasParam(param)) {
            estimator.set((Param<String>) (Param<?>) estimator.getParam(param), column);
        }
    }
}
