package dev.hone.worker.train;

import dev.hone.worker.data.RowView;
import java.util.List;
import java.util.Optional;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;

/**
 * A trainer of ensembles whose members are independent, as the trees of a forest are, so that several tasks can train one
 * model.
 */
public interface EnsembleTrainer extends Trainer {

    /** How many members the estimator's model has. */
    int members(Estimator<?> estimator);

    /**
     * A model of the members from {@code from} to {@code to}, exclusive; nothing if rows and params are such that
     * {@link #train} must tell what is to become of them.
     *
     * @throws org.apache.spark.TaskKilledException if the task is cancelled
     */
    Optional<Model<?>> trainMembers(Estimator<?> estimator, RowView rows, int from, int to);

    /**
     * The model that {@link #train} would make, bit for bit, of the members of some models.
     *
     * @param parts all members, in their order
     */
    Model<?> joined(Estimator<?> estimator, List<Model<?>> parts);
}
