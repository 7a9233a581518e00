package dev.hone.worker.evaluate;

import dev.hone.worker.train.TrainedModel;
import java.io.Serializable;
import java.util.List;
import org.apache.spark.ml.Transformer;

/**
 * A trial fitted on all rows.
 *
 * @param trained the model of its learner, or of a part of the learner's members
 * @param stages those before the learner, fitted; none where the table had been prepared already
 */
public record Refitted(TrainedModel trained, List<Transformer> stages) implements Serializable {
    public Refitted {
        stages = List.copyOf(stages);
    }
}
