package dev.hone.worker.train;

import dev.hone.worker.data.TrainingData;
import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneSetting;
import dev.hone.worker.trial.TrialConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.BiFunction;
import org.apache.spark.ml.Estimator;

/** Finds the trainer of an estimator among the {@code META-INF/services} entries. */
public final class TrainerRegistry {
    private static final List<Trainer> TRAINERS =
            ServiceLoader.load(Trainer.class, Trainer.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    static {
        // Every task that trains or scores comes by here before it does.
        JavaLinearAlgebra.prepare();
    }

    private TrainerRegistry() {}

    /**
     * The trainer for an estimator: the first one that accepts it.
     *
     * @param lane whose trainers to ask
     * @throws IllegalArgumentException if none can train it inside a task
     */
    public static Trainer trainerFor(Estimator<?> estimator, LaneSetting lane) {
        return TRAINERS.stream()
                .filter(candidate -> lane.allows(candidate.lane()))
                .filter(candidate -> candidate.accepts(estimator))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(refusal(estimator, lane)));
    }

    /** Why no trainer can train an estimator inside a task; empty if one can. */
    public static Optional<String> obstacle(Estimator<?> estimator) {
        boolean hasTrainer = TRAINERS.stream().anyMatch(trainer -> trainer.accepts(estimator));
        return hasTrainer ? Optional.empty() : Optional.of(refusal(estimator, LaneSetting.AUTO));
    }

    /** Why no fast trainer takes an estimator, params considered; empty if one does. */
    public static Optional<String> reasonAgainstFast(Estimator<?> estimator) {
        List<Trainer> fast =
                TRAINERS.stream().filter(trainer -> trainer.lane() == Lane.FAST).toList();
        if (fast.stream().anyMatch(trainer -> trainer.accepts(estimator))) {
            return Optional.empty();
        }
        String name = estimator.getClass().getSimpleName();
        return Optional.of(fast.stream()
                .flatMap(trainer -> trainer.uncoveredParams(estimator).stream())
                .findFirst()
                .map(params -> "params not covered by the fast trainer of " + name + ": " + params)
                .orElse(name + " has no fast trainer"));
    }

    /** The params of a learner by which trials may differ that share one training; none if the learner cannot be made. */
    public static Set<String> sharedTrainingParams(String learner, LaneSetting lane) {
        return withDefaults(learner, lane, Trainer::sharedTrainingParams);
    }

    /** The params of a learner by which trials may differ that are trained together; none if the learner cannot be made. */
    public static Set<String> sharedPassParams(String learner, LaneSetting lane) {
        return withDefaults(learner, lane, Trainer::sharedPassParams);
    }

    private static Set<String> withDefaults(
            String learner, LaneSetting lane, BiFunction<Trainer, Estimator<?>, Set<String>> params) {
        try {
            Estimator<?> estimator = EstimatorFactory.create(new TrialConfig(0, learner, Map.of(), 0));
            return params.apply(trainerFor(estimator, lane), estimator);
        } catch (IllegalArgumentException e) {
            return Set.of();
        }
    }

    /**
     * Estimates the bytes that one training of a learner holds beside the table while it runs; its params count at their defaults.
     *
     * @param lane whose trainers to ask
     * @param data a table with the features of the whole one
     * @param rows number of training rows
     * @return 0 if the learner has a param without default, or no task can train it
     */
    public static long workingBytes(String learner, LaneSetting lane, TrainingData data, long rows) {
        try {
            Estimator<?> estimator = EstimatorFactory.create(new TrialConfig(0, learner, Map.of(), 0));
            return trainerFor(estimator, lane).workingBytes(estimator, data, rows);
        } catch (IllegalArgumentException e) {
            return 0;
        }
    }

    private static String refusal(Estimator<?> estimator, LaneSetting lane) {
        String name = estimator.getClass().getSimpleName();
        return lane == LaneSetting.FAST
                ? name + " has no fast trainer for these params; use lane auto or inline"
                : name + " cannot be trained inside a task with these params";
    }
}
