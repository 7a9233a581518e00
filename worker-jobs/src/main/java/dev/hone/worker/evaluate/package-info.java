/** One trial from configuration to outcome: train on each fold, predict, score. */
@NullMarked
package dev.hone.worker.evaluate;

import org.jspecify.annotations.NullMarked;
