/**
 * Fast trainers of MLlib's linear models. They call MLlib's own BLAS, least squares solvers and optimizers in the order in
 * which MLlib does, on blocks of rows that all trials of a fold share; hence their coefficients equal those of {@code fit}
 * bit for bit. Trainings that begin at the same point share what the loss is there ({@link
 * dev.hone.worker.train.linear.InitialLossCache}). Rows or params that MLlib would refuse go to inline training, which refuses them in MLlib's words.
 */
@NullMarked
package dev.hone.worker.train.linear;

import org.jspecify.annotations.NullMarked;
