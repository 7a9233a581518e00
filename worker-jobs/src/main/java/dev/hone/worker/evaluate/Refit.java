package dev.hone.worker.evaluate;

import dev.hone.worker.train.EnsembleTrainer;
import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.Trainer;
import dev.hone.worker.train.TrainerRegistry;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;

/** The training of a trial's estimator on all rows of a search's table, which is the same for all folds. */
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
     * The model, with what its training summary needs.
     *
     * @throws ModelNotFiniteException if it holds NaN or infinite numbers
     * @throws RuntimeException whatever training throws
     */
    public TrainedModel model() {
        Estimator<?> estimator = learner.estimator();
        TrainedModel trained = trainer(estimator)
                .trainAll(List.of(estimator), evaluation.allRows())
                .get(0);
        FiniteModels.require(trained.model());
        return trained;
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
     * A model of a part of the members; nothing if only {@link #model} can tell what is to become of the training.
     *
     * @param parts more than one, as {@link #parts} tells
     */
    public Optional<Model<?>> part(int part, int parts) {
        Estimator<?> estimator = learner.estimator();
        EnsembleTrainer trainer = (EnsembleTrainer) trainer(estimator);
        long members = trainer.members(estimator);
        return trainer.trainMembers(
                estimator, evaluation.allRows(), (int) (members * part / parts), (int) (members * (part + 1) / parts));
    }

    /**
     * The model made of all parts, equal to {@link #model}.
     *
     * @throws ModelNotFiniteException if it holds NaN or infinite numbers
     */
    public TrainedModel joined(List<Model<?>> parts) {
        Estimator<?> estimator = learner.estimator();
        Model<?> model = ((EnsembleTrainer) trainer(estimator)).joined(estimator, evaluation.data(0), parts);
        FiniteModels.require(model);
        return TrainedModel.fast(model);
    }

    private Trainer trainer(Estimator<?> estimator) {
        return TrainerRegistry.trainerFor(estimator, evaluation.lane());
    }
}
