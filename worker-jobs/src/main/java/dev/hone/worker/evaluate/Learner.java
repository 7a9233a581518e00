package dev.hone.worker.evaluate;

import dev.hone.worker.stage.ParamsKey;
import dev.hone.worker.stage.StagePrefix;
import dev.hone.worker.train.EstimatorFactory;
import dev.hone.worker.train.TrainerRegistry;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.ParameterValue;
import dev.hone.worker.trial.TrialConfig;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;

/** The last stage of a trial, in the form in which it travels to the task that trains it. */
public sealed interface Learner extends Serializable {
    /** Name of the param, and of what stands for the trial's own seed. */
    String SEED = "seed";

    /** The whole trial. */
    TrialConfig config();

    /**
     * The estimator; neither it nor the models that it is fitted to are shared with other trials.
     *
     * @throws IllegalArgumentException if there is no such learner, or it does not take a param
     */
    Estimator<?> estimator();

    /**
     * What learners must have in common, beside the trainer, to be trained together; equal if they have it.
     *
     * @param sharedPassParams see {@link #sharedPassParams}
     */
    Object trainingKey(Set<String> sharedPassParams);

    /**
     * The params that need not be equal for one training to serve this learner and others, as its trainer tells.
     *
     * @param lane which lanes a trial may take
     */
    Set<String> sharedTrainingParams(LaneSetting lane);

    /**
     * The params that need not be equal for this learner and others to be trained together, as its trainer tells; {@code seed}
     * for that of the trial.
     *
     * @param lane which lanes a trial may take
     */
    Set<String> sharedPassParams(LaneSetting lane);

    /** The stages before it that run inside the task; none where the table is prepared already. */
    default Optional<StagePrefix> prefix() {
        return Optional.empty();
    }

    /** A learner of a trial without other stages. */
    static Learner named(TrialConfig config) {
        return new Named(config, config);
    }

    /**
     * A learner that is made from its name and the values of its params.
     *
     * @param own the learner's part of the config: its name, params and seed
     */
    record Named(TrialConfig config, TrialConfig own) implements Learner {
        @Override
        public Estimator<?> estimator() {
            return EstimatorFactory.create(own);
        }

        @Override
        public Object trainingKey(Set<String> sharedPassParams) {
            long seed = sharedPassParams.contains(SEED) ? 0 : own.seed();
            return new NamedKey(own.learner(), own.withoutParams(sharedPassParams), seed);
        }

        @Override
        public Set<String> sharedTrainingParams(LaneSetting lane) {
            return TrainerRegistry.sharedTrainingParams(own.learner(), lane);
        }

        @Override
        public Set<String> sharedPassParams(LaneSetting lane) {
            return TrainerRegistry.sharedPassParams(own.learner(), lane);
        }
    }

    /**
     * A learner that somebody else has made.
     *
     * @param original the estimator with the trial's params set; not written to
     */
    record Given(TrialConfig config, Estimator<?> original) implements Learner {
        @Override
        public Estimator<?> estimator() {
            return original.copy(ParamMap.empty());
        }

        @Override
        public Object trainingKey(Set<String> sharedPassParams) {
            return ParamsKey.without(sharedPassParams, original);
        }

        @Override
        public Set<String> sharedTrainingParams(LaneSetting lane) {
            return Set.copyOf(TrainerRegistry.trainerFor(original, lane).sharedTrainingParams(original));
        }

        @Override
        public Set<String> sharedPassParams(LaneSetting lane) {
            return TrainerRegistry.trainerFor(original, lane).sharedPassParams(original);
        }
    }

    /**
     * A learner behind stages that run inside the task.
     *
     * @param learner the last stage
     * @param stages those before it
     */
    record Staged(Learner learner, StagePrefix stages) implements Learner {
        @Override
        public TrialConfig config() {
            return learner.config();
        }

        @Override
        public Estimator<?> estimator() {
            return learner.estimator();
        }

        @Override
        public Optional<StagePrefix> prefix() {
            return Optional.of(stages);
        }

        @Override
        public Object trainingKey(Set<String> sharedPassParams) {
            return List.of(stages, learner.trainingKey(sharedPassParams));
        }

        @Override
        public Set<String> sharedTrainingParams(LaneSetting lane) {
            return learner.sharedTrainingParams(lane);
        }

        @Override
        public Set<String> sharedPassParams(LaneSetting lane) {
            return learner.sharedPassParams(lane);
        }
    }

    /** See {@link Named#trainingKey}. */
    record NamedKey(String learner, Map<String, ParameterValue> params, long seed) {}
}
