package dev.hone.tuning;

import dev.hone.driver.sampler.curve.SharedTraining;
import dev.hone.driver.tuning.fold.LaneRule;
import dev.hone.driver.tuning.trial.ParamNames;
import dev.hone.driver.tuning.trial.StagedTrial;
import dev.hone.worker.evaluate.Learner;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.TrialConfig;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.spark.ml.Estimator;

/** Which trials of a tuner share a training inside a task: none where Spark's own {@code fit} trains them. */
final class TunerTrainings implements SharedTraining {
    private final HyperparameterTuner tuner;
    private final ParamNames names;

    /** @param names of the params of the tuner's estimator */
    TunerTrainings(HyperparameterTuner tuner, ParamNames names) {
        this.tuner = tuner;
        this.names = names;
    }

    @Override
    public Set<String> params(TrialConfig trial) {
        Estimator<?> estimator = tuner.getEstimator().copy(names.map(trial));
        Estimator<?> learner = StagedTrial.of(estimator).learner();
        if (tuner.getLane().equals(Lane.CLUSTER.label()) || !isTrainedInTasks(learner)) {
            return Set.of();
        }
        return new Learner.Given(trial, learner)
                .sharedTrainingParams(LaneSetting.AUTO).stream()
                        .map(param -> names.of(learner.getParam(param)))
                        .collect(Collectors.toSet());
    }

    private boolean isTrainedInTasks(Estimator<?> learner) {
        return LaneRule.suits(tuner.tunerMetrics(), learner);
    }
}
