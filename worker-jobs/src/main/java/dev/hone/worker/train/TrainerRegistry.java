package dev.hone.worker.train;

import java.util.List;
import java.util.ServiceLoader;
import org.apache.spark.ml.Estimator;

/** Finds the trainer of an estimator: the first {@code META-INF/services} entry that accepts it. */
public final class TrainerRegistry {
    private static final List<Trainer> TRAINERS =
            ServiceLoader.load(Trainer.class, Trainer.class.getClassLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();

    private TrainerRegistry() {}

    /**
     * The trainer for an estimator.
     *
     * @throws IllegalArgumentException if no trainer can train it inside a task
     */
    public static Trainer trainerFor(Estimator<?> estimator) {
        return TRAINERS.stream()
                .filter(candidate -> candidate.accepts(estimator))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        estimator.getClass().getSimpleName() + " cannot be trained inside a task with these params"));
    }
}
