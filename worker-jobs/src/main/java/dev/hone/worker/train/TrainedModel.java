package dev.hone.worker.train;

import dev.hone.worker.trial.Lane;
import java.io.Serializable;
import org.apache.spark.ml.Model;

/**
 * A model, and what its training summary needs beside it.
 *
 * @param model without parent and summary
 * @param history of its training
 * @param lane by what it was trained: a fast trainer leaves to inline training what it does not take
 */
public record TrainedModel(Model<?> model, TrainingHistory history, Lane lane) implements Serializable {

    /** A model of a fast trainer. */
    public static TrainedModel fast(Model<?> model, TrainingHistory history) {
        return new TrainedModel(model, history, Lane.FAST);
    }

    /** A model of a fast trainer that has no summary, or one that follows from the model and the rows. */
    public static TrainedModel fast(Model<?> model) {
        return fast(model, TrainingHistory.NONE);
    }
}
