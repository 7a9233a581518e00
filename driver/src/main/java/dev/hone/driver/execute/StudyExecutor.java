package dev.hone.driver.execute;

import dev.hone.driver.pipeline.TrainedPipeline;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;

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
}
