package dev.hone.worker.stage;

import org.apache.spark.ml.PipelineStage;

/**
 * A stage some of whose params only choose among what it has learned, which stages that differ in these alone share.
 *
 * @param <S> the class
 */
interface SelectiveStage<S extends PipelineStage> extends TaskStage<S> {
    @Override
    default FittedStage fit(S stage, StageTable table, int[] training) {
        return fit(stage, table, training, SharedLearning.NONE);
    }

    @Override
    FittedStage fit(S stage, StageTable table, int[] training, SharedLearning learning);
}
