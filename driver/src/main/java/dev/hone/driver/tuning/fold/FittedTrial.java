package dev.hone.driver.tuning.fold;

import dev.hone.worker.train.TrainedModel;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * A trial fitted on all rows.
 *
 * @param stages those before the learner, fitted
 * @param frame what they make of the rows
 * @param trained the learner's model
 */
public record FittedTrial(List<Transformer> stages, Dataset<Row> frame, TrainedModel trained) {}
