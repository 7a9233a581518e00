package dev.hone.worker.evaluate;

import dev.hone.worker.train.TrainedModel;
import java.io.Serializable;

/**
 * The model of a trial on a fold.
 *
 * @param trial the trial's number
 * @param fold the fold's number
 * @param trained the model, with what its training summary needs
 */
public record FoldModel(long trial, int fold, TrainedModel trained) implements Serializable {}
