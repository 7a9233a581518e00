package dev.hone.worker.train;

import dev.hone.worker.trial.Lane;
import dev.hone.worker.trial.LaneChoice;
import java.io.Serializable;
import org.apache.spark.ml.Model;

/**
 * A model, and what its training summary needs beside it.
 *
 * @param model without parent and summary
 * @param history of its training
 * @param choice by what it was trained: a fast trainer leaves to inline training what it does not take
 */
public record TrainedModel(Model<?> model, TrainingHistory history, LaneChoice choice) implements Serializable {

    /** A model of a fast trainer. */
    public static TrainedModel fast(Model<?> model, TrainingHistory history) {
        return new TrainedModel(model, history, LaneChoice.FAST);
    }

    /** A model of a fast trainer that has no summary, or one that follows from the model and the rows. */
    public static TrainedModel fast(Model<?> model) {
        return fast(model, TrainingHistory.NONE);
    }

    /** The same model with the reason why no faster lane took it. */
    public TrainedModel because(String reason) {
        return new TrainedModel(model, history, new LaneChoice(choice.lane(), reason));
    }

    /** The lane that it was trained in. */
    public Lane lane() {
        return choice.lane();
    }
}
