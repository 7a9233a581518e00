package dev.hone.tuning;

import dev.hone.worker.train.TrainedModel;
import dev.hone.worker.train.TrainingHistory;
import java.io.Serializable;
import java.util.Optional;
import org.apache.spark.ml.Model;
import org.jspecify.annotations.Nullable;

/**
 * How a trial did on a fold.
 *
 * @param metric its score; NaN if it failed
 * @param lane fast, inline or cluster
 * @param model the last stage's model, if it was asked for and trained
 * @param history of that model's training, for its summary
 * @param message why it failed, in one line; empty if it did not
 * @param nanos time spent on the last stage
 */
record TailScore(
        double metric, String lane, @Nullable Model<?> model, TrainingHistory history, String message, long nanos)
        implements Serializable {

    TailScore {
        if (Double.isNaN(metric) && message.isEmpty()) {
            message = "the score is NaN";
        }
    }

    static TailScore failed(String lane, String message, long nanos) {
        return new TailScore(Double.NaN, lane, null, TrainingHistory.NONE, message, nanos);
    }

    /** With the model as it is in a pipeline. */
    TailScore withModel(Model<?> other) {
        return new TailScore(metric, lane, other, history, message, nanos);
    }

    /** The model with its history, if it was asked for and trained. */
    Optional<TrainedModel> trained() {
        return Optional.ofNullable(model).map(found -> TrainedModel.fast(found, history));
    }

    boolean isFailed() {
        return !message.isEmpty();
    }
}
