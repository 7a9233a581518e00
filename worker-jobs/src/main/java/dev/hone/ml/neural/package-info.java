/**
 * The arithmetic of feed-forward networks: layers, activations, losses, back-propagation by blocks of rows through the BLAS
 * that MLlib has, solvers, and a training that can stop, report and go on. Knows neither estimators nor Spark's engine.
 */
@NullMarked
package dev.hone.ml.neural;

import org.jspecify.annotations.NullMarked;
