package dev.hone.driver.execute;

import dev.hone.driver.pipeline.TrainedPipeline;
import dev.hone.worker.fold.Fold;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import org.apache.spark.ml.PipelineModel;

/** Runs the trials of a study, and trains the best of them on all rows. */
public interface StudyExecutor extends TrialExecutor {

    /** The feature columns of a trial, in the order in which its model takes them. */
    List<String> features(TrialConfig config);

    /**
     * The model of a trial on all rows.
     *
     * @throws TrialExecutionException if training fails
     */
    TrainedPipeline fitOnAllRows(TrialConfig config);

    /**
     * The model of a trial on the training rows of a fold.
     *
     * @param fold of the raw table
     * @throws TrialExecutionException if training fails
     */
    PipelineModel fitOnTrainingRows(TrialConfig config, Fold fold);
}
