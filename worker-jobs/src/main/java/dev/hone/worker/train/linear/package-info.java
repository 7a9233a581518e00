/**
 * Fast trainers of MLlib's linear models, on blocks of rows that all trials of a fold share. Optimizers pass the points of
 * MLlib's bit for bit, but most losses and gradients are summed in another order and with vectorized exponentials: the
 * coefficients are no further from those of {@code fit} on one partition than those of MLlib's own fits on several partitions
 * are from each other. Support vectors, Huber's loss and least squares equal {@code fit} bit for bit. Trainings that begin at the
 * same point share what the loss is there ({@link dev.hone.worker.train.linear.InitialLossCache}). Rows or params that MLlib
 * would refuse go to inline training, which refuses them in MLlib's words.
 */
@NullMarked
package dev.hone.worker.train.linear;

import org.jspecify.annotations.NullMarked;
