package dev.hone.tuning;

import dev.hone.worker.data.TrainingData;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * All rows, prepared for the best trial.
 *
 * @param stages fitted stages before the last estimator
 * @param frame the rows after these
 * @param rows what the learner looks at, if it was read into memory
 * @param look which columns that was
 */
record FullTable(List<Transformer> stages, Dataset<Row> frame, Optional<TrainingData> rows, Look look) {

    /**
     * The rows after the stages before a trial's last estimator, which are fitted on them.
     *
     * @param once its first stages, which have been applied
     */
    static FullTable of(StagedTrial trial, Dataset<Row> rows, List<Transformer> once) {
        List<Transformer> stages = new ArrayList<>(once);
        Dataset<Row> frame = rows;
        for (PipelineStage stage : trial.stages().subList(once.size(), trial.lastEstimator())) {
            Transformer fitted = TuningRun.fit(stage, frame);
            stages.add(fitted);
            frame = fitted.transform(frame);
        }
        return new FullTable(stages, frame, Optional.empty(), Look.NOTHING);
    }

    /** The same with what a learner looks at in memory. */
    FullTable readFor(Estimator<?> learner) {
        TrainingData read = new PreparedTable(learner).training(frame);
        return new FullTable(stages, frame, Optional.of(read), Look.of(learner, frame));
    }

    /** The rows as a learner in a task gets them. */
    TrainingData rowsFor(Estimator<?> learner) {
        return rows.filter(read -> look.equals(Look.of(learner, frame)))
                .orElseGet(() -> new PreparedTable(learner).training(frame));
    }
}
