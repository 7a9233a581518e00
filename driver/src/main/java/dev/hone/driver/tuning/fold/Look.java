package dev.hone.driver.tuning.fold;

import dev.hone.driver.tuning.metric.Columns;
import dev.hone.worker.data.ClassCountRule;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.Estimator;

/** The columns that a learner looks at, and how: what has the same look can be trained on the same table in memory. */
record Look(
        Optional<String> features,
        Optional<String> label,
        Optional<String> weight,
        Set<String> further,
        ClassCountRule classes) {

    static Look of(Estimator<?> learner) {
        return new Look(
                Columns.named(learner, "featuresCol"),
                Columns.named(learner, "labelCol"),
                Columns.named(learner, "weightCol"),
                Columns.further(learner),
                ClassCountRule.by(learner));
    }
}
