package dev.hone.worker.evaluate;

import dev.hone.worker.stage.StageFailedException;
import dev.hone.worker.train.EnsembleTrainer;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerRegistry;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;

/**
 * The training of a trial's estimator on all rows of a search's table, which is the same for all folds, after the stages of the
 * trial that run inside tasks, which are fitted on all rows too.
 */
public final class Refit {
    /** With fewer, more time would go into making the tasks. */
    private static final int LEAST_MEMBERS = 4;

    private final CrossValidation evaluation;
    private final Learner learner;

    public Refit(CrossValidation evaluation, Learner learner) {
        this.evaluation = evaluation;
        this.learner = learner;
    }

    /**
     * The model, with what its training summary needs, and its fitted stages.
     *
     * @throws StageFailedException if a stage cannot be fitted or cannot take a row
     * @throws ModelNotFiniteException if it holds NaN or infinite numbers
     * @throws RuntimeException whatever training throws
     */
    public Refitted model() {
        Estimator<?> estimator = learner.estimator();
        FittedRows rows = evaluation.allRows(learner);
        TrainedModel trained =
                trainer(estimator).trainAll(List.of(estimator), rows.rows()).get(0);
        FiniteModels.require(trained.model());
        return new Refitted(trained, rows.stages());
    }

    /**
     * How many tasks can share the training; 1 if it is of one piece, or would fail.
     *
     * @param most no more of them
     */
    public int parts(int most) {
        try {
            Estimator<?> estimator = learner.estimator();
            return trainer(estimator) instanceof EnsembleTrainer trainer
                    ? Math.max(1, Math.min(most, trainer.members(estimator) / LEAST_MEMBERS))
                    : 1;
        } catch (IllegalArgumentException e) {
            return 1;
        }
    }

    /**
     * A model of a part of the members, and the fitted stages; nothing if only {@link #model} can tell what is to become of the training.
     *
     * @param parts more than one, as {@link #parts} tells
     * @throws StageFailedException if a stage cannot be fitted or cannot take a row
     */
    public Optional<Refitted> part(int part, int parts) {
        Estimator<?> estimator = learner.estimator();
        EnsembleTrainer trainer = (EnsembleTrainer) trainer(estimator);
        long members = trainer.members(estimator);
        FittedRows rows = evaluation.allRows(learner);
        return trainer.trainMembers(
                        estimator, rows.rows(), (int) (members * part / parts), (int) (members * (part + 1) / parts))
                .map(model -> new Refitted(TrainedModel.fast(model), rows.stages()));
    }

    /**
     * The model made of all parts, equal to {@link #model}.
     *
     * @throws ModelNotFiniteException if it holds NaN or infinite numbers
     */
    public Refitted joined(List<Refitted> parts) {
        Estimator<?> estimator = learner.estimator();
        List<Model<?>> models =
                parts.stream().<Model<?>>map(part -> part.trained().model()).toList();
        Model<?> model = ((EnsembleTrainer) trainer(estimator)).joined(estimator, models);
        FiniteModels.require(model);
        return new Refitted(TrainedModel.fast(model), parts.get(0).stages());
    }

    private Trainer trainer(Estimator<?> estimator) {
        return TrainerRegistry.trainerFor(estimator, evaluation.lane());
    }
}
