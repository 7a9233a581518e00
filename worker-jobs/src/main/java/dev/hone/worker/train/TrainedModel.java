package dev.hone.worker.train;

import org.apache.spark.ml.Model;

/**
 * A model, and what its training summary needs beside it.
 *
 * @param model without parent and summary
 * @param history of its training
 */
public record TrainedModel(Model<?> model, TrainingHistory history) {}
