package dev.hone.tuning;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The columns that a learner looks at, and how: what has the same look can be trained on the same table in memory. */
record Look(
        Optional<String> features,
        Optional<String> label,
        Optional<String> weight,
        Set<String> further,
        CountedClasses classes) {
    static final Look NOTHING =
            new Look(Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), CountedClasses.NONE);

    static Look of(Estimator<?> learner, Dataset<Row> frame) {
        return new Look(
                Columns.named(learner, "featuresCol"),
                Columns.named(learner, "labelCol"),
                Columns.named(learner, "weightCol"),
                Columns.further(learner, new HashSet<>(Arrays.asList(frame.columns()))),
                CountedClasses.by(learner));
    }
}
