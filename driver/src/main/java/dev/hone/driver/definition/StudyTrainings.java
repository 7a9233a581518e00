package dev.hone.driver.definition;

import dev.hone.driver.sampler.curve.SharedTraining;
import dev.hone.driver.space.StudyPipeline;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.TrialConfig;
import java.util.HashSet;
import java.util.Set;
import org.apache.spark.ml.Estimator;

/**
 * Which trials of a study share a training inside a task: none in the cluster lane.
 *
 * @param pipeline the stages before the learners
 * @param lane which lanes trials may take
 */
record StudyTrainings(StudyPipeline pipeline, LaneSetting lane) implements SharedTraining {
    @Override
    public Set<String> params(TrialConfig trial) {
        TrialConfig own = pipeline.learnerOf(trial);
        Estimator<?> estimator = EstimatorFactory.create(own);
        // Trials are put together by the first, the learner with its defaults, and trained together by the second.
        Set<String> shared = new HashSet<>(TrainerRegistry.sharedTrainingParams(own.learner(), lane));
        shared.retainAll(ofTrainer(estimator));
        return shared;
    }

    private Set<String> ofTrainer(Estimator<?> estimator) {
        try {
            return TrainerRegistry.trainerFor(estimator, lane).sharedTrainingParams(estimator);
        } catch (IllegalArgumentException e) {
            return Set.of(); // Tasks cannot train it.
        }
    }
}
